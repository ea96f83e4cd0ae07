import type { ApiObject } from 'cdk8s';
import { JsonPatch, Testing } from 'cdk8s';
import { HardenedChart, Image, NodeService } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

function service() {
  const chart = new HardenedChart(Testing.app(), 'shop', { namespace: 'shop', root: __dirname });
  const backend = new NodeService(chart, 'backend', { image: Image.of(NODE_IMAGE), port: 3000 });
  const deployment = backend.node.findChild('workload') as ApiObject;
  return { chart, deployment };
}

test('a patch and added annotations reach the output unfiltered', () => {
  const { chart, deployment } = service();
  deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/supplementalGroupsPolicy', 'Strict'));
  deployment.metadata.addAnnotation('example.com/team', 'shop');
  const manifest = (Testing.synth(chart) as { kind: string }[]).find(({ kind }) => kind === 'Deployment');
  expect(manifest).toMatchObject({
    metadata: { annotations: { 'example.com/team': 'shop' } },
    spec: { template: { spec: { securityContext: { supplementalGroupsPolicy: 'Strict', runAsNonRoot: true } } } },
  });
});

test('a patch that weakens the output is refused, with the place and the fix', () => {
  const { chart, deployment } = service();
  deployment.addJsonPatch(
    JsonPatch.replace('/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem', false),
  );
  expect(() => void Testing.synth(chart)).toThrow(
    /\[shop\/backend\] read-only-root: kubernetes\/shop\.k8s\.yaml Deployment\/backend#\/spec\/template\/spec\/containers\/0/,
  );
});
