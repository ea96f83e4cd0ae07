import { Image, NodeService, Peer, Redis, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';

/** Doors through a Gateway, beside one through an Ingress. */
export function routed(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'routed', { namespace: 'routed' });
  const service = (name: string, port: number) => new NodeService(chart, name, { image: Image.of(NODE_IMAGE), port });
  const web = service('web', 3000);
  const api = service('api', 3001);
  const shop = service('shop', 3002);
  web.connectTo(api);
  web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
  web.allowFrom(Peer.namespace('monitoring'), { port: 'http' });
  const gateway = { name: 'public', listener: 'https' };
  web.expose({ host: 'www.example.com', gateway, from: { namespace: 'gateways' } });
  api.expose({
    host: 'api.example.com',
    gateway: { ...gateway, namespace: 'platform' },
    from: { namespace: 'gateways' },
    backend: 'by-hand',
  });
  shop.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress-nginx' } });
}
