import fc from 'fast-check';
import type { PortRange } from '../../../lib/controls/subject';
import { deployment, kubernetesOf, policy } from './support';

/*
 * A second evaluator, as naive as the documentation of Kubernetes reads: for one sender, one receiver and one port it
 * asks every policy. It shares nothing with the reader, which computes ranges for all pairs.
 */
interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}
interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}
interface Spec {
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
}
interface PodSpec {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly named: number;
}

const space = { 'kubernetes.io/metadata.name': 'ns' };

function select(selector: Selector | undefined, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of selector?.matchExpressions ?? []) {
    const value = labels[key];
    if (operator === 'In' && (value === undefined || !values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}

function means(peer: Peer, pod: PodSpec): boolean {
  if (peer.ipBlock !== undefined) return false;
  if (peer.namespaceSelector === undefined && peer.podSelector === undefined) return false;
  if (peer.namespaceSelector !== undefined && !select(peer.namespaceSelector, space)) return false;
  return select(peer.podSelector, pod.labels);
}

function opens(port: Port, number: number, receiver: PodSpec): boolean {
  if ((port.protocol ?? 'TCP') !== 'TCP') return false;
  if (port.port === undefined) return true;
  if (typeof port.port === 'string') return port.port === 'web' && receiver.named === number;
  return number >= port.port && number <= (port.endPort ?? port.port);
}

function passes(
  specs: readonly Spec[],
  way: 'Ingress' | 'Egress',
  own: PodSpec,
  other: PodSpec,
  port: number,
): boolean {
  const about = specs.filter((spec) => {
    const types =
      spec.policyTypes ?? (spec.egress === undefined || spec.egress.length === 0 ? ['Ingress'] : ['Ingress', 'Egress']);
    return types.includes(way) && select(spec.podSelector, own.labels);
  });
  if (about.length === 0) return true;
  const receiver = way === 'Ingress' ? own : other;
  return about.some((spec) => {
    const rules =
      way === 'Ingress'
        ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
    return rules.some(
      ({ peers, ports }) =>
        (peers === undefined || peers.length === 0 || peers.some((peer) => means(peer, other))) &&
        (ports === undefined || ports.length === 0 || ports.some((item) => opens(item, port, receiver))),
    );
  });
}

const key = fc.constantFrom('app', 'tier');
const value = fc.constantFrom('x', 'y');
const labels = fc.dictionary(key, value, { maxKeys: 2 });
const expression = fc.record({
  key: fc.constantFrom('app', 'tier', 'kubernetes.io/metadata.name'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(fc.constantFrom('x', 'y', 'ns', 'm'), { minLength: 1, maxLength: 2 }),
});
const selector: fc.Arbitrary<Selector> = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const spaces: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  fc.constantFrom('ns', 'm').map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  expression.filter((item) => item.key.startsWith('kubernetes')).map((item) => ({ matchExpressions: [item] })),
);
const peer: fc.Arbitrary<Peer> = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector: spaces }, { requiredKeys: [] }),
  fc.constant({ ipBlock: { cidr: '0.0.0.0/0' } }),
);
const number = fc.integer({ min: 1, max: 6 });
const port: fc.Arbitrary<Port> = fc.oneof(
  fc.record(
    { protocol: fc.constantFrom('TCP', 'UDP'), port: fc.oneof(number, fc.constantFrom('web', 'none')) },
    { requiredKeys: [] },
  ),
  number.chain((from) => fc.integer({ min: from, max: 6 }).map((endPort) => ({ port: from, endPort }))),
);
const ports = fc.option(fc.array(port, { maxLength: 2 }), { nil: undefined });
const peers = fc.option(fc.array(peer, { maxLength: 2 }), { nil: undefined });
const spec: fc.Arbitrary<Spec> = fc.record({
  podSelector: selector,
  policyTypes: fc.option(fc.subarray(['Ingress', 'Egress'], { minLength: 1 }), { nil: undefined }),
  ingress: fc.option(fc.array(fc.record({ from: peers, ports }), { maxLength: 2 }), { nil: undefined }),
  egress: fc.option(fc.array(fc.record({ to: peers, ports }), { maxLength: 2 }), { nil: undefined }),
});
const pods = fc.tuple(...['a', 'b', 'c'].map((name) => fc.record({ name: fc.constant(name), labels, named: number })));

test('the reader agrees with a naive evaluation of every port of every pair', () => {
  fc.assert(
    fc.property(pods, fc.array(spec, { maxLength: 4 }), (own, specs) => {
      const objects = [
        ...own.map(({ name, labels: of, named }) =>
          deployment(name, { ports: [{ name: 'web', containerPort: named }] }, {}, of),
        ),
        ...specs.map((item) => policy(item)),
      ];
      const { edge } = kubernetesOf(objects).subjects;
      const found: string[] = [];
      const wanted: string[] = [];
      for (const from of own) {
        for (const to of own) {
          const pair = edge.find((item) => item.from === `workload:${from.name}` && item.to === `workload:${to.name}`);
          for (let probe = 1; probe <= 7; probe++) {
            const label = `${from.name} ${to.name} ${probe}`;
            const through = (ranges: readonly PortRange[] | 'unrestricted' = []): boolean =>
              ranges === 'unrestricted' ||
              ranges.some((range) => range.protocol === 'TCP' && range.from <= probe && probe <= range.to);
            if (through(pair?.maySend)) found.push(`${label} sent`);
            if (through(pair?.mayReceive)) found.push(`${label} received`);
            if (passes(specs, 'Egress', from, to, probe)) wanted.push(`${label} sent`);
            if (passes(specs, 'Ingress', to, from, probe)) wanted.push(`${label} received`);
          }
        }
      }
      expect(found).toEqual(wanted);
    }),
    { numRuns: 400, seed: 42 },
  );
});
