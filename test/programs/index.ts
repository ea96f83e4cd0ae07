import { join } from 'node:path';
import {
  Duration,
  HardenedChart,
  Image,
  NodeService,
  Peer,
  Redis,
  Size,
  type Contract,
  type HardenedApp,
  type HardenedChartProps,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { assigned } from './assigned';
import { companions } from './companions';
import { jobs } from './jobs';
import { outside } from './outside';
import { resolvers } from './resolvers';
import { routed } from './routed';
import { settings } from './settings';
import { workloads } from './workloads';
import { linked } from './linked';
import { BUILT, filesBelow, synthesize, type Synthesized } from './synthesize';

/** A real digest, from public repositories that pin the same pair. */
const VALKEY_IMAGE = 'valkey/valkey:8.1-alpine@sha256:e0eb7c480958d32bdc4357a74bdd70653ae15f2f9b4c93c4a5a9fad1dc471c84';

/** A program of the tests and what it wrote. */
export interface Program extends Synthesized {
  readonly name: string;
}

/** Makes the charts of a program: as it says, or with other props than it says. */
export type MakeChart = (app: HardenedApp, id: string, props: HardenedChartProps) => HardenedChart;

/** A service alone: no edge, no door, an image from elsewhere, every prop at its default. */
function alone(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'alone', { namespace: 'alone' });
  new NodeService(chart, 'worker', { image: Image.of(NODE_IMAGE), port: 3000 });
}

/** Several callers, two servers, and every prop once. */
function wide(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'wide', { namespace: 'wide' });
  const sessions = new Redis(chart, 'sessions', { storage: '2Gi', memory: '512Mi', cpu: '750m' });
  const cache = new Redis(chart, 'cache', { eviction: 'allkeys-lfu', port: 7000 });
  const api = new NodeService(chart, 'api', {
    image: Image.build('app', BUILT),
    port: 8080,
    ports: { metrics: 9464, admin: 9000 },
    command: ['node', '--enable-source-maps'],
    args: ['server.js', 'price=$5', '$(PORT)'],
    env: { GREETING: 'costs $5, ${HOME} and $(HOME)', FLAG: 'yes', RATIO: '1e3' },
    files: { 'app.json': { path: 'app.json' }, 'limits.ini': { text: 'burst=10\n' } },
    secrets: [
      { name: 'stripe-key', kubernetes: { secret: 'stripe', key: 'api-key' }, fileVariable: 'STRIPE_KEY_FILE' },
    ],
    writable: [
      { path: '/tmp', size: Size.mebibytes(32) },
      { path: '/var/cache/api', size: '128Mi', medium: 'disk' },
    ],
    memory: '512Mi',
    cpu: 1.5,
    cpuRequest: '250m',
    pids: 200,
    replicas: 3,
    stopGrace: Duration.seconds(45),
    drainDelay: Duration.seconds(10),
    health: {
      live: '/livez',
      ready: { http: '/readyz', port: 'admin' },
      startup: { tcp: 'admin' },
      period: Duration.seconds(5),
      failures: 5,
    },
    labels: { team: 'shop' },
    user: 20001,
  });
  const jobs = new NodeService(chart, 'jobs', {
    image: Image.build('app', { name: 'registry.example.com/test/jobs', tag: '1.0.0', main: 'jobs.js' }),
    port: 8081,
    storage: { path: '/data', size: '1Gi' },
    health: { live: { exec: ['node', '-e', "process.exit('$$'.length - 2)"] } },
  });
  api.connectTo(sessions, { keys: ['session:*', 'user:*'], access: 'read-write' });
  api.connectTo(cache, { keys: ['page:*'], access: 'read-only', as: 'PAGE_CACHE', start: 'any' });
  jobs.connectTo(sessions, { keys: ['session:*'], access: 'read-only' });
  jobs.connectTo(cache, { keys: ['page:*'], access: 'read-write', as: 'CACHE' });
  jobs.connectTo(cache, { keys: ['job:*'], access: 'read-write', as: 'QUEUE' });
  api.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
  api.allowFrom(Peer.namespace('admin'), { port: 'admin' });
  api.expose({
    host: 'api.example.com',
    tls: 'api-tls',
    from: { namespace: 'ingress-nginx' },
    className: 'nginx',
    published: 18080,
  });
}

/** Every access of Redis, channels, each persistence, and a Valkey. */
function accesses(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'accesses', { namespace: 'accesses' });
  const image = Image.of(NODE_IMAGE);
  const jobs = new Redis(chart, 'jobs', { storage: '2Gi', persistence: 'rdb' });
  const news = new Redis(chart, 'news', { persistence: 'none' });
  const store = new Redis(chart, 'store', {
    image: Image.of(VALKEY_IMAGE, { owner: { uid: 999, gid: 1000 }, owns: ['/data'] }),
    storage: '2Gi',
    persistence: 'aof',
    eviction: 'volatile-ttl',
  });
  const web = new NodeService(chart, 'web', { image, port: 3000 });
  const worker = new NodeService(chart, 'worker', { image, port: 3000 });
  web.connectTo(jobs, { keys: ['job:*'], access: 'queue', as: 'JOBS' });
  worker.connectTo(jobs, { keys: ['job:*', 'done'], access: 'queue', channels: ['job:*'], as: 'JOBS' });
  web.connectTo(news, { access: 'pub-sub', channels: ['news:*'], as: 'NEWS' });
  worker.connectTo(news, { access: 'pub-sub', channels: ['news:shop', 'alerts:*'], as: 'NEWS' });
  web.connectTo(store, { keys: ['cart:*'], access: 'read-write', channels: ['cart:*'], as: 'STORE' });
  worker.connectTo(store, { keys: ['cart:*'], access: 'read-only', as: 'STORE' });
}

/** A namespace that belongs to somebody else. */
function shared(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'guest', { namespace: { name: 'common', owned: false } });
  const redis = new Redis(chart, 'redis');
  const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
  web.connectTo(redis, { keys: ['web:*'], access: 'read-write' });
}

/** Two charts of one app. */
function stages(app: HardenedApp, make: MakeChart): void {
  for (const stage of ['dev', 'prod']) {
    const chart = make(app, `shop-${stage}`, { namespace: `shop-${stage}` });
    const redis = new Redis(chart, 'redis', { storage: '1Gi' });
    const web = new NodeService(chart, 'web', {
      image: Image.of(NODE_IMAGE),
      port: 3000,
      replicas: stage === 'prod' ? 3 : 1,
    });
    web.connectTo(redis, { keys: ['web:*'], access: 'read-write' });
    web.expose({
      host: `${stage}.example.com`,
      tls: `${stage}-tls`,
      from: { namespace: 'ingress' },
      published: stage === 'prod' ? 3000 : 3001,
    });
  }
}

/** The committed output of the example, as a program like the others. */
function example(): Synthesized {
  const files = filesBelow(join(__dirname, '../../examples/01-node-redis/deploy')).filter(
    ({ path }) => !path.includes('/secrets/'),
  );
  return { files, contract: JSON.parse(files.find(({ path }) => path === 'hardened.json')?.text ?? '') as Contract };
}

/** Programs by name, for tests that make their charts in another way; the example is not among them. */
export const builders = {
  alone,
  settings,
  resolvers,
  wide,
  accesses,
  shared,
  stages,
  outside,
  workloads,
  jobs,
  linked,
  routed,
  companions,
  assigned,
} as const;

/** Every program that the loops and the conformance tests run over; the first is the example. */
export const programs: readonly Program[] = [
  { name: '01-node-redis', ...example() },
  ...Object.entries(builders).map(([name, build]) => ({
    name,
    ...synthesize((app) => build(app, (scope, id, props) => new HardenedChart(scope, id, props))),
  })),
];
