import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import {
  Duration,
  ExternalRedis,
  HardenedApp,
  HardenedChart,
  Image,
  NodeCronJob,
  NodeJob,
  NodeService,
  NodeWorker,
  Redis,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

export const PROJECT = 'depot';

/** A server of somebody else, outside of the project. */
export const ARCHIVE = { host: 'archive.example.com', port: 6380, user: 'depot' } as const;

/** What the file says that a worker finds at `/etc/depot/places.json`. */
export const PLACES = '{"places":["here","there"]}\n';

/**
 * A program for engines, with what the examples have not: two services that talk over TLS, a worker on a queue, a
 * migration that a service waits for, a cron job, a file that an image wants elsewhere, and a Redis of somebody else.
 * Writes its output below `work`, and returns the folder of the program.
 */
export function writeDepot(work: string, addressOfArchive: string): string {
  const root = mkdtempSync(join(work, 'depot-'));
  cpSync(join(__dirname, 'programs'), join(root, 'programs'), { recursive: true });
  const app = new HardenedApp({ root });
  const chart = new HardenedChart(app, PROJECT, { namespace: PROJECT });
  const redis = new Redis(chart, 'redis', { memory: '64Mi', cpuRequest: '10m' });
  const runs = (name: string) => ({
    image: Image.of(NODE_IMAGE),
    command: ['node', `/config/${name}.js`],
    files: {
      [`${name}.js`]: { path: `programs/${name}.js` },
      'redis.js': { path: 'programs/redis.js' },
      'self.js': { path: 'programs/self.js' },
    },
    memory: '128Mi',
    cpuRequest: '10m',
  });
  const health = { period: Duration.seconds(2), failures: 3, live: '/livez', ready: '/readyz' };

  const migrate = new NodeJob(chart, 'migrate', {
    ...runs('migrate'),
    done: ['node', '/config/migrate.js', '--check'],
  });
  const back = new NodeService(chart, 'back', { ...runs('back'), port: 8443, replicas: 1, health, after: [migrate] });
  const front = new NodeService(chart, 'front', { ...runs('front'), port: 3000, replicas: 1, health });
  const worker = new NodeWorker(chart, 'worker', {
    ...runs('worker'),
    files: { ...runs('worker').files, 'places.json': { text: PLACES, at: '/etc/depot/places.json' } },
    // times that a busy machine keeps
    health: {
      file: '/tmp/alive',
      maxAge: Duration.seconds(10),
      period: Duration.seconds(3),
      timeout: Duration.seconds(10),
    },
  });
  const nightly = new NodeCronJob(chart, 'nightly', { ...runs('nightly'), schedule: '30 3 * * *' });

  front.connectTo(back);
  front.connectTo(redis, { keys: ['job:*'], access: 'queue' });
  worker.connectTo(redis, { keys: ['job:*'], access: 'queue' });
  migrate.connectTo(redis, { keys: ['schema:*'], access: 'read-write' });
  nightly.connectTo(redis, { keys: ['report:*'], access: 'read-write' });
  worker.connectTo(
    ExternalRedis.at(ARCHIVE.host, { ...ARCHIVE, ca: 'archive-ca.crt', cidr: `${addressOfArchive}/32` }),
    {
      as: 'ARCHIVE',
    },
  );
  app.synth();
  return root;
}
