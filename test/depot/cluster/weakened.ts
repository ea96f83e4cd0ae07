import type { Manifests } from '../../stack/cluster/manifests';
import { untilReady } from '../../stack/cluster/pods';
import type { Weakened } from '../../stack/cluster/prove';
import { openAll, openUser, withoutLevel, withoutLimits, writableRoot } from '../../stack/cluster/weaken';
import { DROPPED, EITHER, OWN_PLACES } from '../edits';
import { PROJECT } from '../program';
import type { Depot } from '../running';

function manifests(all: Manifests): void {
  withoutLevel(all, PROJECT);
  all.the('ConfigMap', 'back').edit('data|back.js', ...EITHER);
  const back = all.the('Deployment', 'back');
  back.remove(`${back.pods}|initContainers`);
  withoutLimits(all.the('Job', 'migrate'));

  const nightly = all.the('CronJob', 'nightly');
  nightly.set('spec|jobTemplate|spec|backoffLimit', 0);
  writableRoot(nightly);
  all.drop('NetworkPolicy', 'nightly');

  const worker = all.the('Deployment', 'worker');
  const [container, mounts] = [`${worker.pods}|containers|0`, `${worker.pods}|containers|0|volumeMounts`];
  worker.remove(`${container}|livenessProbe`);
  worker.keep(mounts, ({ mountPath }) => !String(mountPath).startsWith('/etc/depot'));
  worker.add(mounts, { name: 'places', mountPath: '/etc/depot' });
  worker.add(`${worker.pods}|volumes`, { name: 'places', emptyDir: {} });
  all.the('ConfigMap', 'worker').edit('data|worker.js', ...DROPPED);
  all.the('ConfigMap', 'worker').edit('data|worker.js', ...OWN_PLACES);
}

/** What must be noticed of the program of the tests on a cluster. */
export const DEPOT_WEAKENED: Weakened<Depot> = {
  manifests,
  applied: [
    { name: 'a service that answers plain text too', red: ['depot/service-plain-text'] },
    { name: 'no wait for the job', red: ['depot/job-first'] },
    { name: 'a job that may get capabilities', red: ['depot/processes'] },
    { name: 'a writable root for the cron job', red: ['depot/writable'] },
    { name: 'a file that can be changed', red: ['depot/at-file'] },
    { name: 'a worker that drops its work', red: ['depot/work-done'] },
    { name: 'a cron job without its edge', red: ['depot/cron'] },
    { name: 'nobody asks whether the worker is well', red: ['depot/heartbeat'] },
  ],
  then: [
    {
      name: 'a stranger with the right authority',
      red: ['depot/service-verified'],
      asked: ({ authority }) => ({ strangersAuthority: authority }),
    },
    {
      name: 'a policy that lets everybody through',
      red: ['depot/service-stranger', 'depot/pairs', 'depot/outside'],
      weaken: (node) => openAll(node, PROJECT),
    },
    // last: the worker ends with its Redis, and is away for a while
    {
      name: 'a worker that may do all, with any password',
      red: ['depot/queue-refuses'],
      weaken: async (node) => {
        await openUser(node, PROJECT, 'worker');
        await untilReady(node.kubectl, PROJECT, 'worker');
      },
    },
  ],
};
