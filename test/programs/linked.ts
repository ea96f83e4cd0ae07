import { Image, NodeService, Peer, Redis, type HardenedApp, type NodeServiceProps } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';

/** Services that call each other: a chain over TLS, a pair that waits one way only, and one that speaks plaintext. */
export function linked(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'linked', { namespace: 'linked' });
  const service = (name: string, port: number, more: Partial<NodeServiceProps> = {}) =>
    new NodeService(chart, name, { image: Image.of(NODE_IMAGE), port, replicas: 1, ...more });
  const web = service('web', 8080);
  const api = service('order-api', 8443, {
    image: Image.build('app', { name: 'registry.example.com/test/order-api', tag: '1.0.0' }),
    ports: { admin: 9443, metrics: 9464 },
    health: { live: '/livez', ready: '/readyz', startup: { http: '/startz', port: 'metrics' } },
  });
  const mailer = service('mailer', 8445);
  const legacy = service('legacy', 8081, { health: { live: '/health' } });
  web.connectTo(api);
  api.connectTo(mailer, { as: 'MAIL' });
  mailer.connectTo(api, { port: 'admin', start: 'any' });
  api.connectTo(legacy, { tls: 'none' });
  api.connectTo(new Redis(chart, 'redis'), { keys: ['order:*'], access: 'read-write' });
  api.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
  api.expose({
    host: 'api.example.com',
    tls: 'api-tls',
    from: { namespace: 'ingress-nginx' },
    className: 'nginx',
    backend: 'ingress-nginx',
  });
}
