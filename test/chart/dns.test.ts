import { parseAllDocuments } from 'yaml';
import { HardenedChart, Image, NodeService, Redis, type ChartSettings } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { audit } from '../../lib/audit/audit';
import { parseFiles } from '../../lib/targets/documents';
import { synthesize } from '../programs/synthesize';

/*
 * Who may be asked for names: the rule itself, and that no other is accepted. Seen red: UDP left out, the metadata address
 * without a port, the contract without its dns, a check that takes kube-system for every cluster.
 */
const both = (port: number) => [
  { protocol: 'UDP', port },
  { protocol: 'TCP', port },
];
const block = (cidr: string) => ({ to: [{ ipBlock: { cidr } }], ports: both(53) });
const pods = (namespace: string, labels: object | undefined, ports: readonly object[]) => ({
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      ...(labels && { podSelector: { matchLabels: labels } }),
    },
  ],
  ports,
});

const cases: readonly (readonly [NonNullable<ChartSettings['dns']>, object])[] = [
  ['standard', pods('kube-system', { 'k8s-app': 'kube-dns' }, both(53))],
  ['node-local', block('169.254.20.10/32')],
  ['gke-cloud-dns', block('169.254.169.254/32')],
  ['openshift', pods('openshift-dns', undefined, both(5353))],
  [{ namespace: 'dns', labels: { app: 'unbound' }, ports: [5300] }, pods('dns', { app: 'unbound' }, both(5300))],
  [{ cidr: '10.0.0.10/32' }, block('10.0.0.10/32')],
];

const written = (dns: ChartSettings['dns']) =>
  synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', dns });
    const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
    web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
  });

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly egress?: readonly object[] };
}

describe.each(cases)('dns: %j', (dns, rule) => {
  const { files, contract } = written(dns);
  const manifest = files.find(({ path }) => path.startsWith('kubernetes/'))?.text ?? '';
  const policies = parseAllDocuments(manifest)
    .map((one) => one.toJS() as Policy)
    .filter(({ kind }) => kind === 'NetworkPolicy');

  test('callers may ask there, and only callers', () => {
    const egress = Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec.egress]));
    expect(egress['web']?.[0]).toEqual(rule);
    expect(egress['web']).toHaveLength(2);
    expect(egress['redis']).toBeUndefined();
  });

  test('what any other cluster needs is a finding', () => {
    expect(contract.projects['shop']?.dns).toEqual(dns === 'standard' ? undefined : dns);
    const found = cases.map(([other]) => {
      const project = { ...contract.projects['shop'], dns: other } as (typeof contract.projects)[string];
      const findings = audit(parseFiles(files), { ...contract, projects: { shop: project } }).findings;
      return [other, [...new Set(findings.map(({ control }) => control))]];
    });
    expect(found).toEqual(cases.map(([other]) => [other, other === dns ? [] : ['declared-edges-only']]));
  });
});
