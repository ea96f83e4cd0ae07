import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiObject, Chart, Duration, JsonPatch, YamlOutputType } from 'cdk8s';
import {
  Exceptions,
  HardenedApp,
  HardenedChart,
  Image,
  NodeService,
  Peer,
  Redis,
  type NodeServiceProps,
  type RedisConnectionProps,
  type RelaxableId,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { refusedCharts } from './chart';
import { companions } from './companions';
import { edges } from './edges';
import { patches } from './patches';
import { refusedRedis } from './redis';
import { jobs } from './jobs';
import { refusedCalls } from './javascript';
import { refusedNames } from './names';
import { refusedOutside } from './outside';
import { workloadRefusals } from './workloads';

/** A program that must be refused; `root` is its folder. */
type Refused = (app: HardenedApp, root: string) => void;

const shop = (app: HardenedApp): HardenedChart => new HardenedChart(app, 'shop', { namespace: 'shop' });
const image = Image.of(NODE_IMAGE);

/** A service with these props, all else as it should be. */
const service =
  (props: Partial<NodeServiceProps>, id = 'web'): Refused =>
  (app) =>
    void new NodeService(shop(app), id, { image, port: 3000, ...props });

/** A service and a Redis with these connection props. */
const connected =
  (props: Partial<RedisConnectionProps>): Refused =>
  (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'web', { image, port: 3000 });
    web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write', ...props });
  };

/** Something the compiler refuses too, for programs in JavaScript. */
const untyped = <T>(value: unknown): T => value as T;

/** Programs by what is wrong with them. Each is told everything at once. */
export const refused: Readonly<Record<string, Refused>> = {
  // names
  'a name that is no DNS label': service({}, 'Web_1'),
  'a name that is too long': service({}, 'a'.repeat(53)),
  'a name that a policy of the project has': service({}, 'default-deny'),
  'the same name twice, in different scopes': (app) => {
    const chart = shop(app);
    new NodeService(chart, 'web', { image, port: 3000 });
    new NodeService(new Chart(chart, 'inner'), 'web', { image, port: 3001 });
  },
  'a namespace that is no DNS label': (app) => void new HardenedChart(app, 'shop', { namespace: 'Shop!' }),
  'a Kubernetes that is too old': (app) =>
    void new HardenedChart(app, 'shop', { namespace: 'shop', kubernetesVersion: '1.26' }),
  'admission policies for a Kubernetes that has none': (app) =>
    void new HardenedChart(app, 'shop', { namespace: 'shop', kubernetesVersion: '1.29', admissionPolicies: true }),
  'admission policies without a word on the version': (app) =>
    void new HardenedChart(app, 'shop', { namespace: 'shop', admissionPolicies: { action: untyped('warn') } }),
  'a construct outside a HardenedChart': (app) =>
    void new NodeService(new Chart(app, 'plain'), 'web', { image, port: 3000 }),
  'a relative root': () => void new HardenedApp({ root: 'here' }),
  'two roots in one app': (app, root) => {
    shop(app);
    new HardenedChart(app, 'other', { namespace: 'other', root: join(root, 'app') });
  },
  ...refusedCharts,
  // ports
  'a privileged port': service({ port: 80 }),
  'a port that is no number': service({ port: untyped('http') }),
  'two ports with one number': service({ ports: { metrics: 3000 } }),
  'a port name that Kubernetes does not take': service({ ports: { Metrics_Port: 9464 } }),
  'a named port called like the main one': service({ ports: { http: 9464 } }),
  'two doors on one host port': (app) => {
    const chart = shop(app);
    for (const name of ['web', 'api']) {
      const other = new NodeService(chart, name, { image, port: 3000 });
      other.expose({ host: `${name}.example.com`, tls: `${name}-tls`, from: { namespace: 'ingress' } });
    }
  },
  'one host twice': (app) => {
    const chart = shop(app);
    [3000, 3001].forEach((port, index) =>
      new NodeService(chart, `web-${index}`, { image, port }).expose({
        host: 'shop.example.com',
        tls: 'shop-tls',
        from: { namespace: 'ingress' },
      }),
    );
  },
  // units
  'an unknown unit': service({ memory: '64mb' }),
  'a decimal unit': service({ memory: '512M' }),
  'memory too small for Node': service({ memory: '64Mi' }),
  'memory too small for what is kept in memory': service({
    memory: '128Mi',
    writable: [{ path: '/tmp', size: '64Mi' }],
  }),
  'memory too small for Redis': (app) => void new Redis(shop(app), 'redis', { memory: '16Mi' }),
  'a cpu that is none': service({ cpu: '0.5 cores' }),
  'a cpu request above the limit': service({ cpu: '200m', cpuRequest: 1 }),
  'too few processes for Node': service({ pids: 16 }),
  'a stop grace of half a second': service({ stopGrace: Duration.millis(500) }),
  'a drain delay longer than the grace': service({ stopGrace: Duration.seconds(10), drainDelay: Duration.seconds(20) }),
  'half a replica': service({ replicas: 1.5 }),
  'two replicas of one storage': (app, root) => {
    void root;
    new NodeService(shop(app), 'web', {
      image: Image.of(NODE_IMAGE, { owner: { uid: 1000, gid: 1000 }, owns: ['/home/node'] }),
      port: 3000,
      storage: { path: '/home/node', size: '1Gi' },
      replicas: 2,
    });
  },
  // images
  'an image without a digest': service({ image: Image.of('node:24-bookworm-slim') }),
  'a built image that is not in the lock file': service({
    image: Image.build('app', { name: 'registry.example.com/shop/web', tag: '1.0.0' }),
  }),
  'an image reference that is none': service({ image: Image.of('node:24@sha256:abc') }),
  'a locked image that is not locked': service({ image: Image.locked('node:24-bookworm-slim') }),
  'a lock file that is no JSON': (app, root) => {
    writeFileSync(join(root, 'images.lock.json'), '{ "node:24":');
    service({})(app, root);
  },
  'a lock file with a digest that is none': (app, root) => {
    writeFileSync(join(root, 'images.lock.json'), '{ "node:24": "latest" }');
    service({ image: Image.locked('node:24') })(app, root);
  },
  'a build context that is not there': service({
    image: Image.build('backend', { name: 'registry.example.com/shop/web', tag: '1.0.0' }),
  }),
  'the tag latest for a built image': service({
    image: Image.build('app', { name: 'registry.example.com/shop/web', tag: 'latest' }),
  }),
  'a base image without a digest': service({
    image: Image.build('app', { name: 'registry.example.com/shop/web', tag: '1.0.0', base: 'node:24' }),
  }),
  'one image name built twice, for different ports': (app) => {
    const chart = shop(app);
    const built = Image.build('app', { name: 'registry.example.com/shop/web', tag: '1.0.0' });
    new NodeService(chart, 'web', { image: built, port: 3000 });
    new NodeService(chart, 'worker', { image: built, port: 3001 });
  },
  'one user for two images': (app) => {
    const chart = shop(app);
    new NodeService(chart, 'web', { image, port: 3000, user: 20000 });
    new Redis(chart, 'redis', { user: 20000 });
  },
  'a root user': service({ user: 0 }),
  'a user that is a name': service({ user: untyped('node') }),
  // paths and files
  'overlapping writable paths': service({
    writable: [
      { path: '/var/cache', size: '16Mi' },
      { path: '/var/cache/web', size: '16Mi' },
    ],
  }),
  'a writable path over system files': service({ writable: [{ path: '/etc/web', size: '16Mi' }] }),
  'a relative writable path': service({ writable: [{ path: 'cache', size: '16Mi' }] }),
  'data on disk in a foreign image': service({ writable: [{ path: '/var/cache/web', size: '16Mi', medium: 'disk' }] }),
  'a configuration file that is not there': service({ files: { 'app.json': { path: 'config/app.json' } } }),
  'a configuration file with a path for a name': service({ files: { 'conf.d/app.json': { text: '{}' } } }),
  // health
  'a health path without a slash': service({ health: { live: 'livez' } }),
  'a health check on an unknown port': service({ health: { ready: { http: '/readyz', port: 'admin' } } }),
  'an empty health command': service({ health: { live: { exec: [] } } }),
  'no health check': service({ health: 'none' }),
  // environment and secrets
  'a variable name that is none': service({ env: { 'MY-FLAG': 'on' } }),
  'a variable that the construct sets': service({ env: { PORT: '8080' } }),
  'a variable that a connection sets': (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'web', { image, port: 3000, env: { REDIS_URL: 'redis://localhost' } });
    web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
  },
  'a URL with a password': service({ env: { DATABASE_URL: 'postgres://shop:hunter2@db:5432/shop' } }),
  'a private key in a configuration file': service({
    files: { 'key.pem': { text: '-----BEGIN EC PRIVATE KEY-----\n' } },
  }),
  'a literal in a secret variable': service({ env: { SESSION_SECRET: 'correct horse' } }),
  'one secret twice': service({ secrets: [{ name: 'key' }, { name: 'key' }] }),
  'a secret with a name of the library': (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'web', { image, port: 3000, secrets: [{ name: 'ca.crt' }] });
    web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
  },
  'a label that selectors need': service({ labels: { 'app.kubernetes.io/name': 'other' } }),
  'a label that is none': service({ labels: { team: 'a team' } }),
  'a secret that the library makes itself': (app) => {
    const chart = shop(app);
    new Redis(chart, 'redis');
    const kubernetes = { secret: 'redis.server', key: 'tls.key' };
    new NodeService(chart, 'web', { image, port: 3000, secrets: [{ name: 'key', kubernetes }] });
  },
  'a Secret and a key that are none': service({
    secrets: [{ name: 'key', kubernetes: { secret: 'Bad Name', key: '../x y' } }],
  }),
  'a secret value in the environment without its exception': service({
    secrets: [{ name: 'key', valueVariable: 'API_TOKEN' }],
  }),
  'one variable for two secrets': service({
    secrets: [
      { name: 'a', fileVariable: 'KEY_FILE' },
      { name: 'b', fileVariable: 'KEY_FILE' },
    ],
  }),
  'TLS that is not checked': service({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }),
  'a credential in a label': service({ labels: { token: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789 ' } }),
  // programs in JavaScript
  'a text for a list': service({ args: untyped('server.js'), health: { live: { exec: untyped('node x') } } }),
  'a number for a text': service({ env: { RETRIES: untyped(3) }, memory: untyped(256) }),
  'no image': service({ image: untyped(undefined) }),
  'an unknown medium': service({ writable: [{ path: '/cache', size: '1Mi', medium: untyped('ram') }] }),
  'a health word that is none': service({ health: untyped('NONE') }),
  'a namespace without its owner': (app) =>
    void new HardenedChart(app, 'shop', { namespace: untyped({ name: 'shop' }) }),
  'no namespace': (app) => void new HardenedChart(app, 'shop', untyped({})),
  'an eviction policy that is none': (app) =>
    void new Redis(shop(app), 'redis', { eviction: untyped('noeviction\nloadmodule /data/x.so') }),
  // charts
  'a namespace of the cluster': (app) => void new HardenedChart(app, 'shop', { namespace: 'kube-system' }),
  'two owners of one namespace': (app) => {
    for (const id of ['a', 'b'])
      new NodeService(new HardenedChart(app, id, { namespace: 'shop' }), 'web', { image, port: 3000 });
  },
  'one host port in two charts': (app) => {
    for (const id of ['dev', 'prod']) {
      const web = new NodeService(new HardenedChart(app, id, { namespace: id }), 'web', { image, port: 3000 });
      web.expose({ host: `${id}.example.com`, tls: 'tls', from: { namespace: 'ingress' } });
    }
  },
  'one Dockerfile with two contents': (app) => {
    [3000, 4000].forEach((port, index) => {
      const built = Image.build('app', { name: `registry.example.com/shop/web-${index}`, tag: '1.0.0' });
      const web = new NodeService(new HardenedChart(app, `shop-${index}`, { namespace: `shop-${index}` }), 'web', {
        image: built,
        port,
      });
      Exceptions.of(web).allow('pinned-image', { reason: 'not pushed yet, honestly' });
    });
  },
  'a build context with a dollar sign': service({
    image: Image.build('a$HOME', { name: 'registry.example.com/shop/web', tag: '1.0.0' }),
  }),
  'a main file with a line break': service({
    image: Image.build('app', { name: 'registry.example.com/shop/web', tag: '1.0.0', main: 'a.js\nUSER root' }),
  }),
  'storage too small for the data': (app) => void new Redis(shop(app), 'redis', { storage: '128Mi' }),
  'storage over the program': service({ storage: { path: '/app', size: '1Gi' } }),
  // edges
  'an edge to oneself': (app) => {
    const redis = new Redis(shop(app), 'redis');
    redis.connectTo(redis, { keys: ['a:*'], access: 'read-only' });
  },
  'an edge out of the chart': (app) => {
    const redis = new Redis(new HardenedChart(app, 'other', { namespace: 'other' }), 'redis');
    new NodeService(shop(app), 'web', { image, port: 3000 }).connectTo(redis, { keys: ['a:*'], access: 'read-only' });
  },
  'the props of a Redis for what is none': (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'web', { image, port: 3000 });
    new NodeService(chart, 'api', { image, port: 3001 }).connectTo(web, { keys: ['a:*'], access: 'read-only' });
  },
  'a circle of waiting': (app) => {
    const chart = shop(app);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => new Redis(chart, name)) as [Redis, Redis, Redis];
    a.connectTo(b, { keys: ['a:*'], access: 'read-only' });
    b.connectTo(c, { keys: ['a:*'], access: 'read-only' });
    c.connectTo(a, { keys: ['a:*'], access: 'read-only' });
  },
  'two connections with one prefix': (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'web', { image, port: 3000 });
    for (const name of ['sessions', 'cache'])
      web.connectTo(new Redis(chart, name), { keys: ['web:*'], access: 'read-write' });
  },
  'no key pattern': connected({ keys: [] }),
  'ACL patterns that are none': connected({ keys: ['a b', '~web:*', ''] }),
  'every key of a server': connected({ keys: ['*'] }),
  'an access that is none': connected({ access: untyped('admin') }),
  'a command category': connected({ commands: ['@all'] }),
  'an added command without its exception': connected({ commands: ['keys'] }),
  'a prefix that is no variable': connected({ as: 'my-cache' }),
  'a caller called like a user of the server': (app) => {
    const chart = shop(app);
    new NodeService(chart, 'health', { image, port: 3000 }).connectTo(new Redis(chart, 'redis'), {
      keys: ['a:*'],
      access: 'read-only',
    });
  },
  'a namespace on a port that is not there': (app) =>
    new NodeService(shop(app), 'web', { image, port: 3000 }).allowFrom(Peer.namespace('monitoring'), {
      port: 'metrics',
    }),
  'the same edge twice': (app) => {
    const web = new NodeService(shop(app), 'web', { image, port: 3000 });
    for (let count = 0; count < 2; count++) web.allowFrom(Peer.namespace('monitoring'), { port: 'http' });
  },
  'a wildcard host': (app) =>
    new NodeService(shop(app), 'web', { image, port: 3000 }).expose({
      host: '*.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
    }),
  'a door on all addresses': (app) =>
    new NodeService(shop(app), 'web', { image, port: 3000 }).expose({
      host: 'shop.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
      address: '0.0.0.0',
    }),
  'two doors of one workload': (app) => {
    const web = new NodeService(shop(app), 'web', { image, port: 3000, ports: { admin: 3001 } });
    web.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' } });
    web.expose({ host: 'admin.example.com', tls: 'shop-tls', from: { namespace: 'ingress' }, port: 'admin' });
  },
  'one network per callee without its exception': (app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', networks: 'per-callee' });
    const redis = new Redis(chart, 'redis');
    for (const name of ['web', 'api'])
      new NodeService(chart, name, { image, port: 3000 }).connectTo(redis, {
        keys: [`${name}:*`],
        access: 'read-write',
      });
  },
  // exceptions
  'an exception without a reason': (app, root) => {
    service({ image: Image.build('app', { name: 'registry.example.com/shop/web', tag: '1.0.0' }) })(app, root);
    Exceptions.of(app.node.findChild('shop').node.findChild('web')).allow('pinned-image', { reason: '' });
  },
  'an exception that is not needed': (app) =>
    void Exceptions.of(new NodeService(shop(app), 'web', { image, port: 3000 })).allow('pinned-image', {
      reason: 'not pushed yet, honestly',
    }),
  'an exception for a control that does not exist': (app) =>
    void Exceptions.of(new NodeService(shop(app), 'web', { image, port: 3000 })).allow(
      untyped<RelaxableId>('read-only'),
      { reason: 'a reason that is long enough' },
    ),
  'an exception for a control that is never relaxed': (app) =>
    void Exceptions.of(new NodeService(shop(app), 'web', { image, port: 3000 })).allow(
      untyped<RelaxableId>('memory-limit'),
      { reason: 'a reason that is long enough' },
    ),
  'an exception whose scope cannot hold its control': (app) =>
    void Exceptions.of(new NodeService(shop(app), 'web', { image, port: 3000 })).allow('declared-edges-only', {
      reason: 'a reason that is long enough',
    }),
  'an exception until a day that does not exist': (app, root) => {
    service({ image: Image.build('app', { name: 'registry.example.com/shop/web', tag: '1.0.0' }) })(app, root);
    Exceptions.of(app.node.findChild('shop').node.findChild('web')).allow('pinned-image', {
      reason: 'not pushed yet, honestly',
      until: '2027-02-30',
    });
  },
  'one exception twice': (app) => {
    const web = new NodeService(shop(app), 'web', { image, port: 3000 });
    const allowed = Exceptions.of(web).allow('read-only-root', { reason: 'a reason that is long enough' });
    allowed.allow('read-only-root', { reason: 'another reason, as long' });
  },
  // output
  'a patch that weakens': (app) => {
    const web = new NodeService(shop(app), 'web', { image, port: 3000 });
    (web.node.findChild('workload') as ApiObject).addJsonPatch(
      JsonPatch.replace('/spec/template/spec/automountServiceAccountToken', true),
    );
  },
  'several things at once': (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'Web', {
      image: Image.of('node'),
      port: 80,
      memory: '64mb',
      env: { 'A-B': 'x' },
    });
    web.connectTo(new Redis(chart, 'redis', { port: 99_999 }), { keys: ['a b'], access: 'read-write', as: 'x' });
    web.expose({ host: 'http://shop', tls: 'shop-tls', from: { namespace: 'ingress' } });
  },
  'files that overwrite each other': (app) => {
    shop(app);
    (app as { yamlOutputType: YamlOutputType }).yamlOutputType = YamlOutputType.FILE_PER_RESOURCE;
  },
  ...patches,
  ...refusedRedis,
  ...refusedOutside,
  ...workloadRefusals,
  ...jobs,
  ...companions,
  ...edges,
  ...refusedNames,
  ...refusedCalls,
};
