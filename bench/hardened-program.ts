import { HardenedApp, HardenedChart, Image, NodeService, Peer, Redis, Size } from 'cdk8s-hardened';
import { SERVICES_PER_REDIS, image } from './shape';

/** A chart of `count` services; each group of them has a Redis that all of the group are connected to. */
export function hardenedProgram(root: string, count: number): HardenedApp {
  const app = new HardenedApp({ root });
  const chart = new HardenedChart(app, 'bench', { namespace: 'bench' });
  let redis: Redis | undefined;
  for (let index = 0; index < count; index++) {
    if (index % SERVICES_PER_REDIS === 0 || redis === undefined)
      redis = new Redis(chart, `redis-${index / SERVICES_PER_REDIS}`, { storage: Size.gibibytes(1) });
    const service = new NodeService(chart, `service-${index}`, {
      image: Image.of(image),
      port: 5010,
      ports: { metrics: 9464 },
      health: { live: '/livez', ready: '/readyz' },
    });
    service.connectTo(redis, { keys: ['session:*'], access: 'read-write' });
    service.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
  }
  return app;
}
