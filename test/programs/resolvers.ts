import { Image, NodeService, Peer, Redis, type ChartSettings, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';

/** Clusters whose names are resolved by somebody else than CoreDNS in kube-system. */
const clusters: Readonly<Record<string, ChartSettings['dns']>> = {
  gke: 'gke-cloud-dns',
  cached: 'node-local',
  okd: 'openshift',
  own: { namespace: 'dns', labels: { app: 'unbound' }, ports: [53, 5300] },
};

/** One service that calls by a name in each; a Redis that calls nobody in the first. */
export function resolvers(app: HardenedApp, make: MakeChart): void {
  for (const [name, dns] of Object.entries(clusters)) {
    const chart = make(app, name, { namespace: name, targets: ['kubernetes'], dns });
    const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
    web.connectTo(Peer.host('api.example.com', 443));
    if (name === 'gke') web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
  }
}
