import type { Broken } from '../../engine/prove/broken';
import type { Round } from '../../stack/docker/prove';
import type { Beside } from '../running';

/** A container with networks of its own in place of none, or of those of its workload. */
function ownNetworks(b: Broken, name: string, networks: readonly string[]): void {
  b.remove(`services/${name}/network_mode`);
  b.set(`services/${name}/networks`, networks);
}

/** What must be noticed of the program of this folder on an engine. */
export const BESIDE_ROUNDS: readonly Round<Beside>[] = [
  [
    {
      name: 'no wait for the init container',
      red: ['beside/init-first'],
      files: (b) => {
        b.remove('services/web/depends_on');
        // somebody must, or Compose takes its end for a failure
        b.set('services/caller/depends_on', { 'web-assets': { condition: 'service_completed_successfully' } });
      },
    },
    {
      name: 'an init container on networks of others',
      red: ['beside/init-outside', 'beside/init-own-edges'],
      files: (b) => ownNetworks(b, 'web-assets', ['web_to_redis', 'caller_outside']),
    },
    {
      name: 'default capabilities for a sidecar',
      red: ['beside/processes'],
      files: (b) => b.remove('services/web-exporter/cap_drop'),
    },
    {
      name: 'a writable root for a sidecar',
      red: ['beside/writable'],
      files: (b) => b.set('services/web-shipper/read_only', false),
    },
    {
      name: 'more of the processor for a sidecar',
      red: ['beside/limits'],
      files: (b) => b.set('services/redis-exporter/deploy/resources/limits/cpus', '0.9'),
    },
    {
      name: 'the password of another sidecar',
      red: ['beside/own-secrets'],
      files: (b) =>
        b.edit(
          'compose.yaml',
          '- source: web-exporter.redis-auth',
          '- source: redis-exporter.redis-auth\n        target: /secrets/other\n      $&',
        ),
    },
    {
      name: 'a sidecar that may do all, with any password',
      red: ['beside/sidecar-rights'],
      files: (b) => b.edit('secrets/redis.acl', /^user web-exporter .*$/m, 'user web-exporter on nopass ~* &* +@all'),
    },
    {
      name: 'a neighbour in the network of a sidecar',
      red: ['beside/pairs'],
      files: (b) => b.set('services/caller/networks', ['caller_outside', 'web_to_redis']),
    },
    {
      name: 'another password for the database',
      red: ['beside/database'],
      files: (b) => b.edit('secrets/caller.database-auth', /^.*$/m, 'another'),
    },
    {
      name: 'a sidecar that is asked nothing',
      red: ['beside/sidecar-unwell'],
      files: (b) => b.set('services/web-shipper/healthcheck/test', ['CMD', 'true']),
    },
    {
      name: 'a sidecar that is not restarted with its workload',
      red: ['beside/restarted'],
      files: (b) => b.set('services/web-exporter/depends_on/web/restart', false),
    },
  ],
  [
    {
      name: 'a sidecar on a network of its own',
      red: ['beside/localhost', 'beside/sidecar-port'],
      files: (b) => ownNetworks(b, 'web-exporter', ['web_to_redis']),
    },
    {
      name: 'a network with a way out for a sidecar',
      red: ['beside/outside'],
      files: (b) => b.set('networks/web_to_redis', {}),
    },
    {
      name: 'no way out for who declared one',
      red: ['beside/exits'],
      files: (b) => b.set('networks/caller_outside', { internal: true }),
    },
  ],
];
