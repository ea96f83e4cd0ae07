import { until } from '../../engine/run/command';
import type { Manifests } from '../../stack/cluster/manifests';
import type { Weakened } from '../../stack/cluster/prove';
import { anew, openAll, openUser, withoutLevel, withoutLimits, writableRoot } from '../../stack/cluster/weaken';
import { untilReady } from '../../stack/cluster/pods';
import { PROJECT } from '../program';
import { INIT, type Beside } from '../running';

/** The containers of web beside its own, by their number. */
const [EXPORTER, SHIPPER] = [1, 2] as const;
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

function manifests(all: Manifests): void {
  withoutLevel(all, PROJECT);
  const web = all.the('Deployment', 'web');
  const containers = `${web.pods}|containers`;
  withoutLimits(web, EXPORTER);
  writableRoot(web, SHIPPER);
  web.set(`${containers}|${EXPORTER}|resources|limits|cpu`, '900m');
  web.add(`${containers}|${SHIPPER}|volumeMounts`, { name: 'web-exporter-secrets', mountPath: '/secrets' });
  for (const probe of PROBES) {
    web.remove(`${containers}|${EXPORTER}|${probe}`);
    web.remove(`${containers}|${SHIPPER}|${probe}`);
  }
  all.the('ConfigMap', 'web-exporter').edit('data|serve.js', 'Number(process.env.LISTEN)', '$& + 1');
  // an init container that runs beside its workload
  const init = web.get(`${web.pods}|initContainers|0`) as Readonly<Record<string, unknown>>;
  web.remove(`${web.pods}|initContainers`);
  web.add(containers, { ...init, command: ['sh', '-c', 'node /config/init.js; sleep infinity'] });

  all.drop('NetworkPolicy', 'caller');
  all.drop('HorizontalPodAutoscaler', 'caller');
  all.the('Deployment', 'caller').set('spec|replicas', 1);
}

/** What must be noticed of the program of this folder on a cluster. */
export const BESIDE_WEAKENED: Weakened<Beside> = {
  manifests,
  applied: [
    { name: 'an init container that runs beside its workload', red: ['beside/init-first'] },
    { name: 'a sidecar that may get capabilities', red: ['beside/processes'] },
    { name: 'a writable root for a sidecar', red: ['beside/writable'] },
    { name: 'more of the processor for a sidecar', red: ['beside/limits'] },
    { name: 'the password of another sidecar', red: ['beside/own-secrets'] },
    {
      name: 'a sidecar that is not where it is looked for',
      red: ['beside/localhost', 'beside/sidecar-port', 'beside/restarted', 'beside/killed'],
    },
    { name: 'no policy for who goes out', red: ['beside/exits', 'beside/database'] },
    { name: 'a sidecar that is asked nothing', red: ['beside/sidecar-unwell'] },
    {
      name: 'no autoscaler, and replicas in the manifest',
      red: ['beside/scale-min', 'beside/scale-kept', 'beside/scale-max'],
    },
  ],
  then: [
    {
      name: 'a sidecar that may do all, with any password',
      red: ['beside/sidecar-rights'],
      weaken: async (node) => {
        await openUser(node, PROJECT, 'web-exporter');
        await untilReady(node.kubectl, PROJECT, 'web');
      },
    },
    {
      name: 'a policy that lets everybody through',
      red: ['beside/init-outside', 'beside/pairs', 'beside/outside', 'beside/exits-narrow'],
      weaken: async (node, running) => {
        await openAll(node, PROJECT);
        await anew(node.kubectl, PROJECT, 'web');
        await initEnds(running);
      },
    },
  ],
};

/** It has tried all, in a container of the new pod. */
async function initEnds(running: Beside): Promise<void> {
  await until('the init container ends', 120_000, async () => (await running.log(INIT)).includes('"done"'));
}
