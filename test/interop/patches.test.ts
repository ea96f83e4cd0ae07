import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { Exceptions, HardenedChart, Image, NodeService, Redis, type HardenedApp } from 'cdk8s-hardened';
import { parse } from 'yaml';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { synthesize } from '../programs/synthesize';

/*
 * Objects of both outputs can be reached and patched; what a patch weakens is a finding. Patches that are refused are
 * programs of test/refusals. Seen red: patches judged but not written, and written but not judged.
 */
function service(app = Testing.app()) {
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop', root: __dirname });
  const backend = new NodeService(chart, 'backend', { image: Image.of(NODE_IMAGE), port: 3000 });
  return { chart, backend };
}

test('a patch and added annotations reach the output unfiltered', () => {
  const { chart, backend } = service();
  const deployment = ApiObject.of(backend);
  deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/supplementalGroupsPolicy', 'Strict'));
  deployment.metadata.addAnnotation('example.com/team', 'shop');
  const manifest = (Testing.synth(chart) as { kind: string }[]).find(({ kind }) => kind === 'Deployment');
  expect(manifest).toMatchObject({
    metadata: { annotations: { 'example.com/team': 'shop' } },
    spec: { template: { spec: { securityContext: { supplementalGroupsPolicy: 'Strict', runAsNonRoot: true } } } },
  });
});

test('a patch that weakens the output is refused, with the place and the fix', () => {
  const { chart, backend } = service();
  ApiObject.of(backend).addJsonPatch(
    JsonPatch.replace('/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem', false),
  );
  expect(() => void Testing.synth(chart)).toThrow(
    /\[shop\/backend\] read-only-root: kubernetes\/shop\.k8s\.yaml Deployment\/backend#\/spec\/template\/spec\/containers\/0/,
  );
});

test('every object of a workload is reached by its id', () => {
  const chart = new HardenedChart(Testing.app(), 'shop', { namespace: 'shop', root: __dirname });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const backend = new NodeService(chart, 'backend', { image: Image.of(NODE_IMAGE), port: 3000 });
  backend.connectTo(redis, { keys: ['x:*'], access: 'read-only' });
  backend.expose({ host: 'shop.example.com', tls: 'tls', from: { namespace: 'ingress' } });
  const ids = ({ apiObjects }: NodeService | Redis) => apiObjects.map(({ kind, node }) => `${node.id}: ${kind}`);
  expect(ids(backend)).toEqual([
    'service-account: ServiceAccount',
    'workload: Deployment',
    'service: Service',
    'disruption-budget: PodDisruptionBudget',
    'network-policy: NetworkPolicy',
    'ingress: Ingress',
  ]);
  expect(ids(redis)).toEqual([
    'service-account: ServiceAccount',
    'config: ConfigMap',
    'workload: StatefulSet',
    'service: Service',
    'network-policy: NetworkPolicy',
  ]);
  expect(ApiObject.of(redis).kind).toBe('StatefulSet');
});

/** The Compose service that a program writes. */
const composeOf = (change: (backend: NodeService) => void) => {
  const build = (app: HardenedApp): void => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    change(new NodeService(chart, 'backend', { image: Image.of(NODE_IMAGE), port: 3000 }));
  };
  const text = synthesize(build).files.find(({ path }) => path === 'compose/shop/compose.yaml')?.text ?? '';
  return (parse(text) as { readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>> }).services[
    'backend'
  ];
};

test('patches of the Compose service are written, and nothing else changes', () => {
  const plain = composeOf(() => undefined);
  const changed = composeOf((backend) => {
    backend.patchCompose(JsonPatch.add('/hostname', 'shop-backend'), JsonPatch.replace('/restart', 'always'));
    backend.patchCompose(JsonPatch.test('/hostname', 'shop-backend'), JsonPatch.add('/cap_drop/-', 'NET_RAW'));
  });
  expect(changed).toEqual({ ...plain, hostname: 'shop-backend', restart: 'always', cap_drop: ['ALL', 'NET_RAW'] });
});

test('a patch of the Compose service that weakens it is refused, or needs an exception, which both outputs show', () => {
  const patch = JsonPatch.replace('/image', 'registry.example.com/shop/backend:debug');
  expect(() => composeOf((backend) => backend.patchCompose(patch))).toThrow(
    /\[shop\/backend\] pinned-image: compose\/shop\/compose\.yaml#\/services\/backend\/image: got /,
  );
  const excused = composeOf((backend) => {
    backend.patchCompose(patch);
    Exceptions.of(backend).allow('pinned-image', { reason: 'a debug build, on this machine only' });
  });
  expect(excused).toMatchObject({
    image: 'registry.example.com/shop/backend:debug',
    'x-hardened': { exceptions: { 'pinned-image': 'a debug build, on this machine only' } },
  });
});
