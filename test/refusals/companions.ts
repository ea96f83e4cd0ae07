import { JsonPatch } from 'cdk8s';
import {
  Exceptions,
  HardenedChart,
  Image,
  InitContainer,
  NodeCronJob,
  NodeJob,
  NodeService,
  Redis,
  Sidecar,
  Workload,
  type HardenedApp,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

const image = Image.of(NODE_IMAGE);
const other = Image.of(`registry.example.com/test/exporter@sha256:${'5'.repeat(64)}`);
const shop = (app: HardenedApp): HardenedChart => new HardenedChart(app, 'shop', { namespace: 'shop' });
const cached = { path: '/var/cache/web', size: '16Mi', medium: 'disk' } as const;
const owning = Image.of(`registry.example.com/test/web@sha256:${'5'.repeat(64)}`, {
  owner: { uid: 101, gid: 101 },
  owns: ['/var/cache/web'],
});

const web = (app: HardenedApp): Workload =>
  new Workload(shop(app), 'web', { image: owning, ports: { http: 8080 }, writable: [cached] });
const sidecar = (props: object) => (app: HardenedApp) =>
  void new Sidecar(web(app), 'exporter', { image: other, ...props });
const init = (props: object) => (app: HardenedApp) =>
  void new InitContainer(web(app), 'assets', { image: other, ...props });

/** Init containers and sidecars. */
export const companions: Readonly<Record<string, (app: HardenedApp) => void>> = {
  'a sidecar of no workload': (app) => void new Sidecar(shop(app) as never, 'exporter', { image: other }),
  'a sidecar of a sidecar': (app) => {
    const exporter = new Sidecar(web(app), 'exporter', { image: other, ports: { metrics: 9121 } });
    new Sidecar(exporter as never, 'proxy', { image: other });
  },
  'a sidecar with ports of its workload': sidecar({ ports: { metrics: 8080, http: 9121, low: 80 } }),
  'two sidecars on one port': (app) => {
    const owner = web(app);
    new Sidecar(owner, 'exporter', { image: other, ports: { metrics: 9121 } });
    new Sidecar(owner, 'proxy', { image: other, ports: { proxy: 9121 } });
  },
  'users that the cluster assigns to a sidecar alone': sidecar({ ports: { metrics: 9121 }, user: 'assigned' }),
  'a sidecar that nobody can ask': sidecar({}),
  'a sidecar that nobody asks': sidecar({ health: 'none' }),
  'a credential in the environment of a sidecar': sidecar({
    ports: { metrics: 9121 },
    env: { DSN: 'postgresql://app:dGhpcyBpcyBub3QgcmVhbA@db.example.com/shop' },
  }),
  'an init container whose image is a tag': init({ image: Image.of('registry.example.com/test/assets:1.0') }),
  'a shared folder that is in memory, or nowhere': (app) => {
    const owner = new Workload(shop(app), 'web', {
      image: other,
      ports: { http: 8080 },
      writable: [{ path: '/tmp', size: '8Mi' }],
    });
    new InitContainer(owner, 'assets', { image: other, shares: ['/tmp', '/var/cache/web'] });
  },
  'a shared folder, as another user': init({ shares: ['/var/cache/web', '/var/cache/web'], user: 20001 }),
  'a shared folder, and one of its own on disk': init({
    image: Image.of(`registry.example.com/test/assets@sha256:${'5'.repeat(64)}`, {
      owner: { uid: 999, gid: 999 },
      owns: ['/spool'],
    }),
    shares: ['/var/cache/web'],
    writable: [{ path: '/spool', size: '8Mi', medium: 'disk' }],
  }),
  'a writable folder inside a shared one': init({
    shares: ['/var/cache/web'],
    writable: [{ path: '/var/cache/web/new', size: '8Mi' }],
  }),
  'a shared folder of a cron job that its image does not own': (app) => {
    const report = new NodeCronJob(shop(app), 'report', {
      image: owning,
      schedule: '0 3 * * *',
      writable: [cached],
    });
    new InitContainer(report, 'fetch', { image: other, shares: ['/var/cache/web'] });
  },
  'names that are taken': (app) => {
    const chart = shop(app);
    new NodeService(chart, 'web-exporter', { image, port: 3000 });
    const owner = new NodeService(chart, 'web', { image, port: 3000 });
    new Sidecar(owner, 'exporter', { image: other, ports: { metrics: 9121 } });
    new InitContainer(owner, 'Assets', { image: other });
    new InitContainer(owner, 'assets-for-the-front-page-and-for-every-other', { image: other });
    new InitContainer(owner, 'late', { image: other });
    new NodeService(chart, 'web-late', { image, port: 3000 });
  },
  'a sidecar of a job': (app) => {
    new Sidecar(new NodeJob(shop(app), 'migrate', { image }), 'proxy', { image: other, ports: { proxy: 5432 } });
  },
  'a sidecar of a job, before Kubernetes knows them': (app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', targets: ['kubernetes'] });
    new Sidecar(new NodeJob(chart, 'migrate', { image }), 'proxy', { image: other, ports: { proxy: 5432 } });
  },
  'edges within a workload, and to a part of one': (app) => {
    const owner = web(app);
    const redis = new Redis(owner.node.scope as HardenedChart, 'redis');
    const exporter = new Sidecar(owner, 'exporter', { image: other, ports: { metrics: 9121 } });
    exporter.connectTo(owner);
    const seed = new InitContainer(redis, 'seed', { image: other });
    seed.connectTo(redis, { keys: ['seed:*'], access: 'read-write' });
    owner.connectTo(seed);
    owner.connectTo(exporter);
    new InitContainer(owner, 'warm', { image: other }).connectTo(exporter);
    new Sidecar(owner, 'agent', { image: other, ports: { agent: 9122 } }).connectTo(exporter);
    exporter.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
    exporter.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
  },
  'a sidecar as a callee that cannot be one': (app) => {
    const chart = new HardenedChart(app, 'shop', {
      namespace: 'shop',
      kubernetesVersion: '1.30',
      targets: ['kubernetes'],
    });
    const api = new NodeService(chart, 'api', { image, port: 3000 });
    const job = new NodeJob(chart, 'migrate', { image });
    api.connectTo(new Sidecar(job, 'proxy', { image: other, ports: { proxy: 5432 } }));
    const web = new NodeService(chart, 'web', { image, port: 3001 });
    const agent = new Sidecar(web, 'agent', { image: other, health: { exec: ['agent', 'check'] } });
    const proxy = new Sidecar(web, 'proxy', { image: other, ports: { https: 8443 } });
    api.connectTo(agent);
    api.connectTo(proxy, { port: 'http' });
    api.connectTo(web, { port: 'https' });
    api.connectTo(proxy, { as: 'AGAIN' });
    api.connectTo(proxy, { as: 'PLAIN', tls: 'none' });
  },
  'a port that serves TLS for some, and a door that does not know': (app) => {
    const chart = shop(app);
    const owner = new NodeService(chart, 'web', { image, port: 3001 });
    const proxy = new Sidecar(owner, 'proxy', { image: other, ports: { https: 8443 } });
    new NodeService(chart, 'api', { image, port: 3000 }).connectTo(proxy);
    new NodeService(chart, 'old', { image, port: 3000 }).connectTo(proxy, { tls: 'none' });
    owner.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' }, port: 'https' });
  },
  'a circle through a sidecar': (app) => {
    const chart = shop(app);
    const owner = new NodeService(chart, 'web', { image, port: 3001 });
    const api = new NodeService(chart, 'api', { image, port: 3000 });
    api.connectTo(new Sidecar(owner, 'proxy', { image: other, ports: { https: 8443 } }));
    owner.connectTo(api);
  },
  'a job that waits for a sidecar of whoever waits for it': (app) => {
    const chart = shop(app);
    const migrate = new NodeJob(chart, 'migrate', { image, done: ['node', 'done.js'] });
    const owner = new NodeService(chart, 'web', { image, port: 3001, after: [migrate] });
    migrate.connectTo(new Sidecar(owner, 'proxy', { image: other, ports: { https: 8443 } }), { start: 'any' });
  },
  'an init container that waits for whoever waits for it': (app) => {
    const owner = web(app);
    const api = new NodeService(owner.node.scope as HardenedChart, 'api', { image, port: 3000 });
    new InitContainer(owner, 'assets', { image: other }).connectTo(api, { tls: 'none' });
    api.connectTo(owner, { tls: 'none' });
  },
  'a port of no container': (app) => {
    const owner = web(app);
    new Sidecar(owner, 'exporter', { image: other, ports: { metrics: 9121 } });
    owner.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' }, port: 'admin' });
  },
  'an exception of a sidecar that excuses nothing': (app) => {
    const exporter = new Sidecar(web(app), 'exporter', { image: other, ports: { metrics: 9121 } });
    Exceptions.of(exporter).allow('service-account-token', { reason: 'it reads the API of the cluster' });
  },
  'a patch that takes away what a sidecar is held by': (app) => {
    const exporter = new Sidecar(web(app), 'exporter', { image: other, ports: { metrics: 9121 } });
    exporter.patchCompose(JsonPatch.remove('/read_only'), JsonPatch.remove('/network_mode'));
  },
};
