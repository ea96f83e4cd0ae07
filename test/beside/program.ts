import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import {
  Duration,
  ExternalService,
  HardenedApp,
  HardenedChart,
  Image,
  InitContainer,
  Peer,
  Redis,
  Sidecar,
  Workload,
} from 'cdk8s-hardened';
import { NODE_IMAGE, REDIS_IMAGE } from '../../lib/model/known-images';
import type { Outside } from '../engine/docker/outside';
import { CGROUP_FILES } from '../engine/inside/cgroup';

export const PROJECT = 'beside';

/** A server of somebody else, outside of the project. */
export const DATABASE = { host: 'db.example.com', port: 5432, user: 'app', database: 'orders' } as const;

/** How many pods there may be of what scales. */
export const SCALE = { min: 2, max: 3, cpu: 70 } as const;

/** What each container beside a workload may use at most, each something else. */
export const LIMITS = {
  'web-assets': { memory: '96Mi', cpu: 0.4 },
  'web-exporter': { memory: '112Mi', cpu: 0.3 },
  'web-shipper': { memory: '32Mi', cpu: 0.2 },
  'redis-exporter': { memory: '40Mi', cpu: 0.25 },
} as const;

/** Where the door of the cluster is. */
export const DOOR = 'ingress-nginx';

/** Asks the Redis that it runs beside, as a user of its own. */
const ASK = [
  'REDISCLI_AUTH="$(cat "$REDIS_AUTH_FILE")" redis-cli --tls --cacert "$REDIS_CA_FILE" -h localhost --user redis-exporter',
  'exists page:1 | grep -qx 0',
].join(' ');

/** Does nothing until it is told to end. */
const WAITS = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1; done'];

const period = Duration.seconds(2);
const cpuRequest = '10m';
const file = (name: string) => ({ [name]: { path: `programs/${name}` } });

/** A server of the program; its own name stands in its command line. */
const serves = (name: string, port: number) => ({
  image: Image.of(NODE_IMAGE),
  command: ['node', '/config/serve.js', name],
  env: { LISTEN: String(port) },
  cpuRequest,
});

/**
 * A program for engines: a workload with an init container and two sidecars, one of which shares a folder, a Redis with a
 * sidecar that connects to it, and one that scales and goes out, to a block of addresses and to a database of somebody
 * else. Writes its output below `work`, and returns the deploy folder.
 */
export function writeBeside(work: string, outside: Outside): string {
  const root = mkdtempSync(join(work, 'beside-'));
  for (const folder of ['../depot/programs', 'programs'])
    cpSync(join(__dirname, folder), join(root, 'programs'), { recursive: true });
  const app = new HardenedApp({ root });
  const chart = new HardenedChart(app, PROJECT, { namespace: PROJECT });
  const redis = new Redis(chart, 'redis', { memory: '64Mi', cpuRequest });
  const web = new Workload(chart, 'web', {
    ...serves('web', 3000),
    image: Image.of(NODE_IMAGE, { owner: { uid: 1000, gid: 1000 }, owns: ['/home/node'] }),
    ports: { http: 3000 },
    files: file('serve.js'),
    writable: [{ path: '/home/node', size: '16Mi', medium: 'disk' }],
    secrets: [{ name: 'web-token' }],
    replicas: 1,
    health: { period, live: { tcp: 'http' } },
  });
  new InitContainer(web, 'assets', {
    image: Image.of(NODE_IMAGE),
    shares: ['/home/node'],
    command: ['node', '/config/init.js'],
    files: { ...file('init.js'), ...file('self.js') },
    env: {
      EDGE: 'redis:6379',
      OUTSIDE: [outside.host, outside.metadata].map((host) => `${host}:${outside.port}`).join(' '),
      CGROUP_FILES: CGROUP_FILES.join(' '),
    },
    cpuRequest,
    ...LIMITS['web-assets'],
  });
  const exporter = new Sidecar(web, 'exporter', {
    ...serves('exporter', 9121),
    ports: { metrics: 9121 },
    files: { ...file('serve.js'), ...file('redis.js') },
    health: { period, live: { tcp: 'metrics' } },
    ...LIMITS['web-exporter'],
  });
  new Sidecar(web, 'shipper', {
    image: Image.of(REDIS_IMAGE),
    shares: ['/home/node'],
    command: WAITS,
    health: { period, exec: ['grep', '-q', 'made', '/home/node/made'] },
    cpuRequest,
    ...LIMITS['web-shipper'],
  });
  const asking = new Sidecar(redis, 'exporter', {
    image: Image.of(REDIS_IMAGE),
    command: WAITS,
    health: { period, exec: ['sh', '-c', ASK] },
    cpuRequest,
    ...LIMITS['redis-exporter'],
  });
  const caller = new Workload(chart, 'caller', {
    ...serves('caller', 3000),
    ports: { http: 3000 },
    files: { ...file('serve.js'), ...file('postgres.js') },
    health: { period, live: { tcp: 'http' } },
    scale: SCALE,
  });
  exporter.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
  asking.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
  web.expose({ host: 'beside.example.com', tls: 'beside-tls', from: { namespace: DOOR }, port: 'metrics' });
  caller.connectTo(Peer.cidr(outside.block.cidr, outside.port));
  caller.connectTo(
    ExternalService.at(DATABASE.host, {
      ...DATABASE,
      scheme: 'postgresql',
      ca: 'db-ca.crt',
      cidr: `${outside.host}/32`,
    }),
    { as: 'DATABASE' },
  );
  app.synth();
  return join(root, 'deploy');
}
