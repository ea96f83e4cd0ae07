import { parse } from 'yaml';
import type { KubernetesEdge, PortRange } from '../../../lib/controls/subject';
import { isMapping } from '../../../lib/targets/plain';
import { deployment, kubernetesOf, policy } from './support';

const ports = {
  ports: [
    { name: 'http', containerPort: 80 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
};
const pods = [deployment('a', ports), deployment('b', { ports: [{ name: 'http', containerPort: 8080 }] })];
const deny = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

const text = (ranges: readonly PortRange[] | 'unrestricted'): string =>
  ranges === 'unrestricted'
    ? ranges
    : ranges
        .map(({ protocol, from, to }) => (from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`))
        .join(', ');
const every = 'TCP 0-65535, UDP 0-65535, SCTP 0-65535';

/** What the policies allow, without the pairs that they do not. `>` is what may be sent, `<` what may be received. */
function allowed(edges: readonly KubernetesEdge[]): readonly string[] {
  const short = (party: string): string => party.replace('workload:', '').replace('namespace:', 'ns/');
  return edges.flatMap(({ from, to, maySend, mayReceive }) => [
    ...(maySend === undefined || maySend.length === 0 ? [] : [`${short(from)} > ${short(to)}: ${text(maySend)}`]),
    ...(mayReceive === undefined || mayReceive.length === 0
      ? []
      : [`${short(to)} < ${short(from)}: ${text(mayReceive)}`]),
  ]);
}

/** Policies in YAML beside one that denies everything. */
function withPolicies(yaml: string, more: readonly object[] = []): readonly string[] {
  const specs: unknown = parse(`[${yaml}]`);
  const policies = Array.isArray(specs) ? specs.filter(isMapping).map((spec) => policy(spec)) : [];
  return allowed(kubernetesOf([...pods, deny, ...policies, ...more]).subjects.edge);
}

describe('policies evaluated', () => {
  const toB = 'egress: [{ to: [{ podSelector: { matchLabels: { app: b } } }]';

  test.each<[string, string, readonly string[]]>([
    ['nothing beside the denial', '', []],
    [
      'a port',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB}, ports: [{ port: 80 }] }] }`,
      ['a > b: TCP 80'],
    ],
    [
      'no list of ports means every port',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB} }] }`,
      [`a > b: ${every}`],
    ],
    [
      'nor does an empty one',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB}, ports: [] }] }`,
      [`a > b: ${every}`],
    ],
    [
      'a protocol without a port',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB}, ports: [{ protocol: UDP }] }] }`,
      ['a > b: UDP 0-65535'],
    ],
    [
      'a range of ports',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB}, ports: [{ port: 80, endPort: 90 }, { port: 91 }] }] }`,
      ['a > b: TCP 80-91'],
    ],
    [
      'a named port is looked up at the receiver',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB}, ports: [{ port: http }] }] }`,
      ['a > b: TCP 8080'],
    ],
    [
      'a named port that the receiver lacks',
      `{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], ${toB}, ports: [{ port: dns, protocol: UDP }] }] }`,
      [],
    ],
    [
      'a named port of another protocol',
      '{ podSelector: { matchLabels: { app: a } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: b } } }], ports: [{ port: dns }] }] }',
      [],
    ],
    [
      'a named port at the receiving side',
      '{ podSelector: { matchLabels: { app: a } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: b } } }], ports: [{ port: dns, protocol: UDP }] }] }',
      ['a < b: UDP 53'],
    ],
    [
      'a named port of nobody in particular',
      '{ podSelector: { matchLabels: { app: a } }, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: http }] }] }',
      ['a > outside: TCP 0-65535'],
    ],
    [
      'rules of a direction that is not listed mean nothing',
      `{ podSelector: {}, policyTypes: [Ingress], ${toB} }] }`,
      [],
    ],
    [
      'egress rules close egress by themselves',
      `{ podSelector: { matchLabels: { app: a } }, ${toB}, ports: [{ port: 1 }] }] }`,
      ['a > b: TCP 1'],
    ],
    [
      'no list of parties means everybody',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ ports: [{ port: 1 }] }] }',
      ['b < a: TCP 1', 'b < b: TCP 1', 'b < any: TCP 1'],
    ],
    [
      'so does an empty one',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [], ports: [{ port: 1 }] }] }',
      ['b < a: TCP 1', 'b < b: TCP 1', 'b < any: TCP 1'],
    ],
    [
      'an empty rule lets everything through',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{}] }',
      [`a > a: ${every}`, `a > b: ${every}`, `a > resolver: ${every}`, `a > any: ${every}`],
    ],
    ['no rule lets nothing through', '{ podSelector: {}, ingress: [], egress: [] }', []],
    [
      'an empty pod selector means every pod of the namespace',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 1 }] }] }',
      ['b < a: TCP 1', 'b < b: TCP 1'],
    ],
    [
      'an empty namespace selector means every namespace',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 1 }] }] }',
      ['b < a: TCP 1', 'b < b: TCP 1', 'b < any: TCP 1'],
    ],
    [
      'with a pod selector, those pods of every namespace',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: a } } }], ports: [{ port: 1 }] }] }',
      ['b < a: TCP 1', 'b < any: TCP 1'],
    ],
    [
      'a namespace by name',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: m } } }], ports: [{ port: 1 }] }] }',
      ['b < ns/m: TCP 1'],
    ],
    [
      'namespaces by an expression',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [m, ns] }] } }] }] }',
      [`b < a: ${every}`, `b < b: ${every}`, `b < ns/m: ${every}`],
    ],
    [
      'all namespaces but one',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [ns] }] } }], ports: [{ port: 1 }] }] }',
      ['b < any: TCP 1'],
    ],
    [
      'a namespace by a label that anybody may set',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: x } } }], ports: [{ port: 1 }] }] }',
      ['b < any: TCP 1'],
    ],
    [
      'a namespace by name and by a label that nobody here knows',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: m, team: x } } }], ports: [{ port: 1 }] }] }',
      ['b < ns/m: TCP 1'],
    ],
    [
      'pods of the own namespace that are not ours',
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: stranger } } }], ports: [{ port: 1 }] }] }',
      ['b < ns/ns[app=stranger]: TCP 1'],
    ],
    [
      'the resolver',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }] }] }',
      ['a > resolver: UDP 53'],
    ],
    [
      'the resolver as two peers is a whole namespace and more',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }, { podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53 }] }] }',
      ['a > resolver: TCP 53', 'a > ns/kube-system: TCP 53', 'a > ns/ns[k8s-app=kube-dns]: TCP 53'],
    ],
    [
      'other pods of the namespace of the resolver',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: x } } }], ports: [{ port: 53 }] }] }',
      ['a > ns/kube-system[k8s-app=x]: TCP 53'],
    ],
    [
      'an address range is the outside',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 1.2.3.4/32 } }], ports: [{ port: 443 }] }] }',
      ['a > outside: TCP 443'],
    ],
    [
      'an address range that calls is anybody',
      '{ podSelector: { matchLabels: { app: a } }, ingress: [{ from: [{ ipBlock: { cidr: 1.2.3.4/32 } }], ports: [{ port: 443 }] }] }',
      ['a < any: TCP 443'],
    ],
    [
      'pods of another namespace by expression are a party of their own',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: db } }, podSelector: { matchExpressions: [{ key: app, operator: In, values: [pg] }] } }], ports: [{ port: 443 }] }] }',
      ['a > ns/db[{"key":"app","operator":"In","values":["pg"]}]: TCP 443'],
    ],
    [
      'a peer without members is anybody',
      '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{}], ports: [{ port: 443 }] }] }',
      ['a > any: TCP 443'],
    ],
    [
      'expressions select pods',
      '{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [a] }, { key: tier, operator: DoesNotExist }, { key: app, operator: Exists }] }, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [a] }] } }], ports: [{ port: 1 }] }] }',
      ['b < a: TCP 1'],
    ],
    [
      'policies add up',
      `{ podSelector: { matchLabels: { app: a } }, ${toB}, ports: [{ port: 1 }] }] }, { podSelector: {}, ${toB}, ports: [{ port: 3 }] }] }`,
      ['a > b: TCP 1, TCP 3', 'b > b: TCP 3'],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(withPolicies(yaml)).toEqual(expected);
  });

  test('where nothing closes a direction, everything passes', () => {
    expect(allowed(kubernetesOf([pods[0] ?? {}]).subjects.edge)).toEqual([
      'a > a: unrestricted',
      'a < a: unrestricted',
      'a > resolver: unrestricted',
      'a > any: unrestricted',
      'a < any: unrestricted',
    ]);
    const ingressOnly = policy({ podSelector: {}, egress: [] });
    expect(
      allowed(kubernetesOf([pods[0] ?? {}, ingressOnly]).subjects.edge).filter((line) => line.includes('<')),
    ).toEqual([]);
    expect(allowed(kubernetesOf([pods[0] ?? {}, ingressOnly]).subjects.edge)).toContain('a > any: unrestricted');
  });

  test('policies of other namespaces mean nothing here', () => {
    expect(
      allowed(
        kubernetesOf([pods[0] ?? {}, policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'other')]).subjects
          .edge,
      ),
    ).toContain('a > any: unrestricted');
    expect(withPolicies('', [policy({ podSelector: {}, ingress: [{}] }, 'other')])).toEqual([]);
  });

  test('a pod selector alone means pods of the own namespace', () => {
    const twin = { ...deployment('c', {}, {}, { app: 'a' }), metadata: { name: 'c', namespace: 'other' } };
    const denyThere = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'other');
    const rule =
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: a } } }], ports: [{ port: 1 }] }] }';
    expect(withPolicies(rule, [twin, denyThere, deployment('d')])).toEqual(['b < a: TCP 1']);
  });

  test('policies do not hold on the network of a node', () => {
    const edges = kubernetesOf([deployment('a', {}, { hostNetwork: true }), deny]).subjects.edge;
    expect(allowed(edges)).toContain('a > any: unrestricted');
  });

  test('labels of an owned namespace are known', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns', labels: { team: 'x' } } };
    const rule =
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: x } } }], ports: [{ port: 1 }] }] }';
    expect(withPolicies(rule, [namespace])).toEqual(['b < a: TCP 1', 'b < b: TCP 1', 'b < any: TCP 1']);
  });
});

test('a declared pair is a subject, even where an end of it is missing', () => {
  const edges = [
    { from: { workload: 'a' }, to: 'gone', port: 1 },
    { from: { workload: 'a' }, to: 'b', port: 2 },
    { from: { namespace: 'm' }, to: 'b', port: 3 },
  ];
  const exposures = [{ workload: 'a', port: 80, host: 'h', tls: 't', from: 'in', address: '127.0.0.1' }];
  const read = kubernetesOf([...pods, deny], {
    edges,
    exposures,
    workloads: [{ name: 'gone', path: '', kind: 'service', ports: {} }],
  });
  expect(
    read.subjects.edge.map(({ from, to, declared, maySend, mayReceive }) => [from, to, declared, maySend, mayReceive]),
  ).toEqual([
    ['workload:a', 'workload:b', [2], [], []],
    ['workload:a', 'resolver', [53], [], undefined],
    ['namespace:in', 'workload:a', [80], undefined, []],
    ['workload:b', 'resolver', [], [], undefined],
    ['namespace:m', 'workload:b', [3], undefined, []],
    ['workload:a', 'workload:gone', [1], [], []],
  ]);
  expect(read.errors.map(({ message }) => message)).toEqual([
    "workload 'gone' of the contract is not in the Kubernetes output",
    "exposure 'h' of 'a' of the contract is not in the Kubernetes output",
  ]);
});
