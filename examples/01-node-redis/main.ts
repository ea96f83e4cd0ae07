import { Exceptions, HardenedApp, HardenedChart, Image, NodeService, Peer, Redis, Size } from 'cdk8s-hardened';

const app = new HardenedApp({ root: __dirname });
const shop = new HardenedChart(app, 'shop', { namespace: 'shop' });

const redis = new Redis(shop, 'redis', { storage: Size.gibibytes(1) });
const backend = new NodeService(shop, 'backend-1', {
  image: Image.build('app', { name: 'registry.example.com/shop/backend', tag: '1.0.0' }),
  port: 5010,
  ports: { metrics: 9464 },
  health: { live: '/livez', ready: '/readyz' },
});
backend.connectTo(redis, { keys: ['session:*'], access: 'read-write' });
backend.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
backend.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress-nginx' } });
Exceptions.of(backend).allow('pinned-image', { reason: 'not pushed yet: add the digest to images.lock.json' });

app.synth();
