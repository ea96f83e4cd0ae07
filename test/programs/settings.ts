import { Exceptions, Image, NodeService, Peer, Redis, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';
import { BUILT } from './synthesize';

/** What a chart says for everything in it: all of it in one chart, then an output left out on either side. */
export function settings(app: HardenedApp, make: MakeChart): void {
  const all = make(app, 'settled', {
    namespace: 'settled',
    imagePullSecrets: ['registry'],
    storageClass: 'fast',
    nodeSelector: { 'kubernetes.io/arch': 'amd64', pool: 'shop' },
    tolerations: [
      { key: 'dedicated', value: 'shop', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', tolerationSeconds: 60 },
    ],
    labels: { team: 'shop', 'example.com/cost-centre': '4711' },
    annotations: { 'example.com/runbook': 'https://example.com/runbook?cost=$5 and ${HOME}' },
    owner: 'team-shop@example.com',
  });
  const redis = new Redis(all, 'redis', { storage: '1Gi' });
  const web = new NodeService(all, 'web', { image: Image.of(NODE_IMAGE), port: 3000, labels: { team: 'web' } });
  web.connectTo(redis, { keys: ['web:*'], access: 'read-write' });
  web.allowFrom(Peer.namespace('monitoring'), { port: 'http' });

  const kubernetes = make(app, 'cluster-only', { namespace: 'cluster-only', targets: ['kubernetes'] });
  const caller = new NodeService(kubernetes, 'caller', { image: Image.of(NODE_IMAGE), port: 3000 });
  caller.connectTo(new Redis(kubernetes, 'cache'), { keys: ['a:*'], access: 'read-only' });

  // The same names, namespace and host port as in Kubernetes: they never meet.
  const compose = make(app, 'laptop', { namespace: 'settled', targets: ['compose'] });
  const built = { ...BUILT, tag: '1.0.1' };
  const local = new NodeService(compose, 'web', {
    image: Image.build('app', built),
    port: 3000,
    health: { live: '/livez' },
  });
  local.connectTo(new Redis(compose, 'redis'), { keys: ['web:*'], access: 'read-write' });
  local.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' }, published: 3030 });
  // Kubernetes would ask for it; what is left out says nothing about it.
  Exceptions.of(local).allow('pinned-image', { reason: 'not pushed yet: it runs on laptops only' });
}
