import { Exceptions, HardenedApp, HardenedChart, Image, NodeService, Redis, Workload } from 'cdk8s-hardened';

const app = new HardenedApp({ root: __dirname });
const visits = new HardenedChart(app, 'visits', { namespace: 'visits' });

const redis = new Redis(visits, 'redis');

const nginx = new Workload(visits, 'nginx', {
  image: Image.of(
    'nginxinc/nginx-unprivileged:1.29-alpine@sha256:0c79d56aee561a1d81c63f00eee5fb5fe29279560cdc55e91425133104c7fbe6',
  ),
  user: 101,
  args: ['nginx', '-c', '/config/nginx.conf'],
  files: { 'nginx.conf': { path: 'nginx/nginx.conf' } },
  ports: { http: 8080 },
  writable: [{ path: '/tmp', size: '16Mi' }],
  memory: '64Mi',
  health: { live: '/healthz', client: 'wget' },
});
nginx.expose({ host: 'visits.example.com', tls: 'visits-tls', from: { namespace: 'ingress-nginx' } });

for (const name of ['web1', 'web2']) {
  const web = new NodeService(visits, name, {
    image: Image.build('web', { name: 'registry.example.com/visits/web', tag: '1.0.0' }),
    port: 5000,
    env: { SERVER_NAME: name },
    replicas: 1,
    memory: '128Mi',
    health: { live: '/livez', ready: '/readyz' },
  });
  web.connectTo(redis, { keys: ['visits:*'], access: 'read-write' });
  nginx.connectTo(web);
  Exceptions.of(web).allow('pinned-image', { reason: 'not pushed yet: add the digest to images.lock.json' });
}

app.synth();
