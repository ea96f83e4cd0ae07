import type { Round } from '../../stack/docker/prove';
import { DROPPED, EITHER, OWN_PLACES } from '../edits';
import type { Depot } from '../running';

/** What must be noticed of the program of the tests on an engine. */
export const DEPOT_ROUNDS: readonly Round<Depot>[] = [
  [
    {
      name: 'a service that answers plain text too',
      red: ['depot/service-plain-text'],
      files: (b) => b.edit('config/back/back.js', ...EITHER),
    },
    {
      name: 'no wait for the job',
      red: ['depot/job-first'],
      files: (b) => b.remove('services/back/depends_on'),
    },
    {
      name: 'default capabilities for the job',
      red: ['depot/processes'],
      files: (b) => b.remove('services/migrate/cap_drop'),
    },
    {
      name: 'a writable root for the cron job',
      red: ['depot/writable'],
      files: (b) => b.set('services/nightly/read_only', false),
    },
    {
      name: 'a file that can be changed',
      red: ['depot/at-file'],
      files: (b) => {
        b.edit('compose.yaml', /^ +- source: worker_places\.json\n +target: \S+\n/m, '');
        b.set('services/worker/tmpfs', ['/tmp:mode=1777', '/etc/depot:mode=1777']);
        b.edit('config/worker/worker.js', ...OWN_PLACES);
      },
    },
    {
      name: 'a worker that drops its work',
      red: ['depot/work-done'],
      files: (b) => b.edit('config/worker/worker.js', ...DROPPED),
    },
    {
      name: 'a worker that may do all, with any password',
      red: ['depot/queue-refuses'],
      files: (b) => b.edit('secrets/redis.acl', /^user worker .*$/m, 'user worker on nopass ~* &* +@all'),
    },
    {
      name: 'a cron job without its edge',
      red: ['depot/cron'],
      files: (b) => b.edit('compose.yaml', /^ +networks:\n +- nightly_to_redis\n/m, ''),
    },
    {
      name: 'a stranger with the right authority',
      red: ['depot/service-verified'],
      asked: ({ authority }) => ({ strangersAuthority: authority }),
    },
  ],
  [
    {
      name: 'a neighbour in its network',
      red: ['depot/service-stranger', 'depot/pairs'],
      files: (b) => b.edit('compose.yaml', '- worker_outside\n', '- worker_outside\n      - front_to_back\n'),
    },
    {
      name: 'a health check that asks nothing',
      red: ['depot/heartbeat'],
      files: (b) => b.set('services/worker/healthcheck/test', ['CMD', 'true']),
    },
    {
      name: 'a way out for more than one',
      red: ['depot/outside'],
      files: (b) => b.set('networks/front_to_redis', {}),
    },
  ],
];
