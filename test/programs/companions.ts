import {
  Duration,
  Image,
  InitContainer,
  NodeCronJob,
  NodeJob,
  NodeService,
  Peer,
  Redis,
  Sidecar,
  Workload,
  type HardenedApp,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';

/** Real digests do not matter here: nobody pulls these. */
const pinned = (name: string): string => `registry.example.com/test/${name}@sha256:${'5'.repeat(64)}`;

/**
 * Init containers and sidecars: with and without ports, connections, folders in common, secrets and files; of a service, a
 * Redis, a workload of any image and a job. Once as plain containers, once as sidecars that Kubernetes itself knows.
 */
export function companions(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'beside', { namespace: 'beside' });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const api = new NodeService(chart, 'api', { image: Image.of(NODE_IMAGE), port: 3000 });
  const web = new Workload(chart, 'web', {
    image: Image.of(pinned('web'), { owner: { uid: 101, gid: 101 }, owns: ['/var/cache/web'] }),
    ports: { http: 8080 },
    writable: [{ path: '/var/cache/web', size: '32Mi', medium: 'disk' }],
    files: { 'web.conf': { text: 'listen 8080\n' } },
    secrets: [{ name: 'web-token' }],
    scale: { min: 2, max: 4, cpu: 70 },
  });
  const assets = new InitContainer(web, 'assets', {
    image: Image.of(pinned('assets')),
    command: ['fetch-assets'],
    args: ['--to', '/var/cache/web', 'costs $5', '$(HOME)'],
    files: { 'list.txt': { text: 'logo.svg\n' } },
    secrets: [{ name: 'assets-key', fileVariable: 'ASSETS_KEY_FILE' }],
    writable: [{ path: '/tmp', size: '8Mi' }],
    shares: ['/var/cache/web'],
  });
  new InitContainer(web, 'warm', { image: Image.of(pinned('web')), args: ['--check'] });
  const exporter = new Sidecar(web, 'exporter', {
    image: Image.of(pinned('exporter')),
    ports: { metrics: 9121 },
    env: { LEVEL: 'info' },
    files: { 'exporter.yaml': { text: 'interval: 10s\n', at: '/etc/exporter.yaml' } },
    health: { live: { tcp: 'metrics' } },
    memory: '64Mi',
    cpu: 0.1,
    user: { uid: 20301, gid: 20302 },
    drainDelay: Duration.seconds(3),
  });
  new Sidecar(web, 'shipper', {
    image: Image.of(pinned('shipper')),
    shares: ['/var/cache/web'],
    health: { exec: ['shipper', 'check'] },
  });
  assets.connectTo(Peer.host('assets.example.com', 443));
  assets.connectTo(redis, { keys: ['asset:*'], access: 'read-write' });
  exporter.connectTo(redis, { keys: ['asset:*'], access: 'read-only' });
  exporter.connectTo(api, { tls: 'none' });
  exporter.connectTo(Peer.host('metrics.example.com', 443));
  web.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
  web.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
  web.expose({ host: 'beside.example.com', tls: 'beside-tls', from: { namespace: 'ingress' } });
  const figures = new Sidecar(redis, 'exporter', {
    image: Image.of(pinned('redis-exporter')),
    ports: { metrics: 9121, admin: 9122 },
  });
  figures.connectTo(redis, { keys: ['asset:*'], access: 'read-only' });
  redis.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
  const front = new Workload(chart, 'front', {
    image: Image.of(pinned('front')),
    health: { exec: ['front', 'check'] },
  });
  const proxy = new Sidecar(front, 'proxy', { image: Image.of(pinned('proxy')), ports: { https: 8443 } });
  front.expose({
    host: 'front.example.com',
    tls: 'front-tls',
    from: { namespace: 'ingress' },
    port: 'https',
    backend: 'ingress-nginx',
  });
  // Callees that are sidecars: over TLS with a certificate of their own, and in plaintext; beside a Redis too.
  web.connectTo(proxy);
  exporter.connectTo(proxy, { as: 'FRONT' });
  exporter.connectTo(figures, { tls: 'none' });
  api.connectTo(figures, { tls: 'none', start: 'any', port: 'admin', as: 'FIGURES' });
  const report = new NodeCronJob(chart, 'report', { image: Image.of(NODE_IMAGE), schedule: '30 3 * * *' });
  new InitContainer(report, 'fetch', {
    image: Image.build('app', { name: 'registry.example.com/test/jobs', tag: '1.0.0', main: 'jobs.js' }),
    command: ['node', 'fetch.js'],
  });
  native(app, make);
}

/** Sidecars that Kubernetes knows from 1.29, beside a job too. */
function native(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'native', {
    namespace: 'native',
    kubernetesVersion: '1.30',
    targets: ['kubernetes'],
  });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const migrate = new NodeJob(chart, 'migrate', { image: Image.of(NODE_IMAGE) });
  const index = new NodeJob(chart, 'index', { image: Image.of(NODE_IMAGE), done: ['node', 'done.js'] });
  const proxy = new Sidecar(migrate, 'proxy', { image: Image.of(pinned('proxy')), ports: { proxy: 5432 } });
  const api = new NodeService(chart, 'api', {
    image: Image.of(NODE_IMAGE),
    port: 3000,
    after: [index],
    appArmor: 'native-api',
    seLinux: { type: 'container_t' },
  });
  new InitContainer(api, 'schema', { image: Image.of(pinned('schema')) });
  new Sidecar(api, 'agent', {
    image: Image.of(pinned('agent')),
    health: { exec: ['agent', 'check'] },
    appArmor: 'native/agent',
  });
  proxy.connectTo(Peer.host('database.example.com', 5432));
  migrate.connectTo(redis, { keys: ['schema:*'], access: 'read-write' });
  index.connectTo(redis, { keys: ['index:*'], access: 'read-write' });
}
