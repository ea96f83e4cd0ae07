import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, HardenedApp, HardenedChart, Image, InitContainer, Redis, Sidecar, Workload } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

export const PROJECT = 'beside';

/** Who is made and folders of whom, in the stand-in for Node's image. */
const OWNER = { uid: 1000, gid: 1000 } as const;

/** An image that has nothing at the folder in common. */
const tools = Image.of(`registry.example.com/test/tools@sha256:${'5'.repeat(64)}`);

const serve = (port: number): readonly string[] => [
  'node',
  '-e',
  `require('node:http').createServer((_, answer) => answer.end('from ${port}')).listen(${port})`,
];

/** Asks the Redis that it runs beside, as a user of its own. */
const ASK = [
  'REDISCLI_AUTH="$(cat "$REDIS_AUTH_FILE")" redis-cli --tls --cacert "$REDIS_CA_FILE" -h localhost --user redis-exporter',
  'exists page:1 | grep -qx 0',
].join(' ');

/**
 * A workload with an init container and two sidecars, one of which shares a folder, and a Redis with a sidecar that
 * connects to it. Writes its output below `work`, and returns the deploy folder.
 */
export function writeBeside(work: string): string {
  const root = mkdtempSync(join(work, 'beside-'));
  const app = new HardenedApp({ root });
  const chart = new HardenedChart(app, PROJECT, { namespace: PROJECT });
  const period = Duration.seconds(2);
  const redis = new Redis(chart, 'redis', { memory: '64Mi' });
  const web = new Workload(chart, 'web', {
    image: Image.of(NODE_IMAGE, { owner: OWNER, owns: ['/home/node'] }),
    command: serve(3000),
    ports: { http: 3000 },
    writable: [{ path: '/home/node', size: '16Mi', medium: 'disk' }],
    secrets: [{ name: 'web-token' }],
    health: { period, live: { tcp: 'http' } },
  });
  new InitContainer(web, 'assets', {
    image: tools,
    shares: ['/home/node'],
    command: ['sh', '-c', 'id -u >> /home/node/made && ls /sys/class/net'],
  });
  const exporter = new Sidecar(web, 'exporter', {
    image: Image.of(NODE_IMAGE),
    command: serve(9121),
    ports: { metrics: 9121 },
    health: { period, live: { tcp: 'metrics' } },
  });
  new Sidecar(web, 'shipper', {
    image: tools,
    shares: ['/home/node'],
    command: ['sleep', 'infinity'],
    health: { period, exec: ['grep', '-q', '1000', '/home/node/made'] },
  });
  const asking = new Sidecar(redis, 'exporter', {
    image: tools,
    command: ['sleep', 'infinity'],
    health: { period, exec: ['sh', '-c', ASK] },
  });
  exporter.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
  asking.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
  web.expose({ host: 'beside.example.com', tls: 'beside-tls', from: { namespace: 'ingress' }, port: 'metrics' });
  app.synth();
  return join(root, 'deploy');
}
