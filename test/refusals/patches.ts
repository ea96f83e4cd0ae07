import { ApiObject, JsonPatch } from 'cdk8s';
import { HardenedChart, Image, NodeService, type HardenedApp } from 'cdk8s-hardened';
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
  'a Deployment with another name': (app) =>
    ApiObject.of(web(app)).addJsonPatch(JsonPatch.replace('/metadata/name', 'other')),
};
