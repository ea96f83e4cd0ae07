import { Duration, Image, NodeJob, NodeService, NodeWorker, Redis, Workload, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';

/** Images of any kind, workers without ports, pods that follow the load: every prop of them once. */
export function workloads(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'kinds', { namespace: 'kinds' });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const nginx = new Workload(chart, 'proxy', {
    image: Image.locked('nginxinc/nginx-unprivileged:1.29-alpine'),
    user: { uid: 20101, gid: 20102 },
    seLinux: { level: 's0:c123,c456' },
    ports: { http: 8080, status: 8081 },
    writable: [{ path: '/tmp', size: '32Mi' }],
    files: {
      'default.conf': { text: 'server { listen 8080; set $price "$5"; }\n', at: '/etc/nginx/conf.d/default.conf' },
      'robots.txt': { text: 'User-agent: *\n' },
    },
    secrets: [{ name: 'basic-auth' }],
    env: { NGINX_ENTRYPOINT_QUIET_LOGS: '1' },
    args: ['nginx', '-g', 'daemon off;'],
    health: { client: 'wget', live: { tcp: 'http' }, ready: { http: '/ready', port: 'status' } },
    scale: { min: 2, max: 6, cpu: 80 },
    spread: 'both',
    priority: 'customer-facing',
  });
  nginx.expose({ host: 'kinds.example.com', tls: 'kinds-tls', from: { namespace: 'ingress' } });
  const index = new NodeJob(chart, 'index', {
    image: Image.of(NODE_IMAGE),
    command: ['node', 'index.js'],
    done: ['node', 'is-indexed.js'],
  });
  new Workload(chart, 'search', {
    after: [index],
    image: Image.locked('registry.example.com/test/search:2.0.0', {
      owner: { uid: 1000, gid: 1000 },
      owns: ['/var/lib/search', '/scratch'],
    }),
    ports: { http: 9200 },
    storage: { path: '/var/lib/search', size: '2Gi' },
    writable: [{ path: '/scratch', size: '64Mi', medium: 'disk' }],
    files: { 'search.conf': { text: 'heap=1\n', at: '/etc/search.conf' } },
    drainDelay: Duration.seconds(0),
  });
  const worker = new NodeWorker(chart, 'worker', {
    image: Image.of(NODE_IMAGE),
    health: { file: '/tmp/alive', maxAge: Duration.seconds(20), period: Duration.seconds(5) },
    scale: { min: 1, max: 3, cpu: 100 },
  });
  const mailer = new NodeWorker(chart, 'mailer', {
    image: Image.build('app', { name: 'registry.example.com/test/jobs', tag: '1.0.0', main: 'mailer.js' }),
    health: { exec: ['node', 'health.js', '$HOME'] },
    storage: { path: '/spool', size: '1Gi' },
  });
  new NodeService(chart, 'api', {
    image: Image.of(NODE_IMAGE),
    port: 3000,
    spread: 'zones',
    scale: { min: 2, max: 4, cpu: 60 },
  });
  worker.connectTo(redis, { keys: ['job:*'], access: 'queue' });
  mailer.connectTo(redis, { keys: ['mail:*'], access: 'read-write', start: 'any' });
  nginx.connectTo(redis, { keys: ['page:*'], access: 'read-only' });
}
