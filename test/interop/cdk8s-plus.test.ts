import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HardenedChart, Image, NodeService } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

type Manifest = { readonly kind: string; readonly spec: Record<string, unknown> };

/** Objects of cdk8s-plus next to ours, in a plain App. */
function manifests(): { readonly ours: readonly Manifest[]; readonly theirs: readonly Manifest[] } {
  const app = new App({ outdir: Testing.app().outdir });
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop', root: __dirname });
  const backend = new NodeService(chart, 'backend', { image: Image.of(NODE_IMAGE), port: 3000 });
  const plain = new Chart(app, 'plain', { namespace: 'shop' });
  new kplus.Service(plain, 'service', { selector: backend, ports: [{ port: 80, targetPort: 3000 }] });
  const policy = new kplus.NetworkPolicy(plain, 'policy', { selector: backend });
  policy.addIngressRule(backend, [kplus.NetworkPolicyPort.tcp(3000)]);
  return { ours: Testing.synth(chart) as Manifest[], theirs: Testing.synth(plain) as Manifest[] };
}

test('a Service and a NetworkPolicy of cdk8s-plus select the pods of a NodeService', () => {
  const { ours, theirs } = manifests();
  const deployment = ours.find(({ kind }) => kind === 'Deployment') as
    { spec: { template: { metadata: { labels: Record<string, string> } } } } | undefined;
  const selector = theirs.find(({ kind }) => kind === 'Service')?.spec['selector'] as Record<string, string>;
  const policy = theirs.find(({ kind }) => kind === 'NetworkPolicy')?.spec as {
    podSelector: { matchLabels: object };
    ingress: { from: { podSelector: object }[] }[];
  };
  expect(Object.keys(selector).length).toBeGreaterThan(0);
  expect(deployment?.spec.template.metadata.labels).toMatchObject(selector);
  expect(policy.podSelector.matchLabels).toEqual(selector);
  expect(policy.ingress[0]?.from[0]?.podSelector).toEqual({ matchLabels: selector });
});
