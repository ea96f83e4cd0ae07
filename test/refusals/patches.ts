import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HardenedChart, Image, NodeService, Redis, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

const web = (app: HardenedApp): NodeService =>
  new NodeService(new HardenedChart(app, 'shop', { namespace: 'shop' }), 'web', {
    image: Image.of(NODE_IMAGE),
    port: 3000,
  });

/** Patches that weaken, and patches that cannot be applied. */
export const patches: Readonly<Record<string, (app: HardenedApp) => void>> = {
  'patches of Compose that weaken': (app) =>
    web(app).patchCompose(
      JsonPatch.remove('/read_only'),
      JsonPatch.add('/cap_add', ['SYS_ADMIN']),
      JsonPatch.add('/privileged', true),
      JsonPatch.replace('/image', 'registry.example.com/shop/web:debug'),
    ),
  'patches of Compose that lead nowhere': (app) =>
    web(app).patchCompose(
      JsonPatch.replace('/readonly', true),
      JsonPatch.add('/deploy/limits/memory', '1g'),
      JsonPatch.remove('cap_drop'),
      JsonPatch.remove(''),
      JsonPatch.test('/read_only', false),
      JsonPatch.move('/networks/nowhere', '/networks/elsewhere'),
    ),
  'patches of Kubernetes that lead nowhere': (app) => {
    const service = web(app);
    ApiObject.of(service).addJsonPatch(
      JsonPatch.replace('/spec/template/spec/containers/1/stdin', true),
      JsonPatch.replace('', {}),
    );
    ApiObject.of(service.node.findChild('service')).addJsonPatch(JsonPatch.remove('/spec/externalIPs'));
  },
  'an object of Kubernetes that is taken out': (app) => void web(app).node.tryRemoveChild('workload'),
  'two autoscalers of one workload': (app) => {
    const target = web(app);
    const chart = new Chart(app, 'around');
    for (const id of ['one', 'two']) new kplus.HorizontalPodAutoscaler(chart, id, { target, maxReplicas: 3 });
  },
  'autoscalers of what keeps data': (app) => {
    const shop = new HardenedChart(app, 'shop', { namespace: 'shop' });
    const storage = { path: '/data', size: '1Gi' };
    const store = new NodeService(shop, 'store', {
      image: Image.of(NODE_IMAGE, { owner: { uid: 1000, gid: 1000 }, owns: ['/data'] }),
      port: 3000,
      storage,
      user: 1000,
    });
    for (const target of [new Redis(shop, 'redis'), store])
      new kplus.HorizontalPodAutoscaler(target, 'autoscaler', { target, maxReplicas: 3 });
  },
  'a Deployment with another name': (app) =>
    ApiObject.of(web(app)).addJsonPatch(JsonPatch.replace('/metadata/name', 'other')),
};
