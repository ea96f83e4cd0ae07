import type { At } from './at';
import type { Control, Miss } from './control';
import { isSet, places, shown, texts } from './helpers/places';
import { allowedPorts, portsText } from './helpers/ports';
import type { ComposeEdge, KubernetesEdge, PortRange } from './subject';

/*
 * Who reaches whom is what the contract declares, no more and no less.
 *
 * Kubernetes (NetworkPolicy): what `from` may send and what `to` may receive are judged each by itself. The resolver of
 * the cluster is a party that callers of named peers reach on port 53.
 *
 * Compose: two services share a network only where an edge is declared. A service without peers outside is in no network
 * that leads out, and asks a resolver that knows the names of services only:
 *   services.*.networks
 *   services.*.dns    must be 127.0.0.1 alone
 */
export const declaredEdgesOnly = {
  id: 'declared-edges-only',
  title: 'declared parties reach each other and nobody else',
  severity: 'high',
  why: 'From one broken process an attacker looks around: the database of another team, the metadata service of the cloud, his own server outside. And an edge that is missing is an outage.',
  subject: 'edge',
  clauses: {
    'cis-docker': ['5.30'],
    'cis-kubernetes': ['5.3.2'],
    'nsa-cisa': ['network/policies'],
    'nist-800-190': ['4.3.3', '4.4.2'],
    'owasp-docker': ['5'],
  },
  in: {
    kubernetes: {
      check: (e) => [...judgeSide(e, 'may send', e.maySend), ...judgeSide(e, 'may receive', e.mayReceive)],
      weaken: [
        { name: 'the first rule removed', when: (e) => isAllowed(e), do: (e) => e.sides[0]?.remove() },
        { name: 'the last rule removed', when: (e) => isAllowed(e), do: (e) => e.sides.at(-1)?.remove() },
        { name: 'every port', when: (e) => isAllowed(e), do: (e) => e.sides[0]?.at('ports').remove() },
        {
          name: 'a range of ports',
          when: (e) => isAllowed(e),
          do: (e) => e.sides[0]?.at('ports', 0, 'endPort').set(65535),
        },
        { name: 'every party', when: (e) => isAllowed(e), do: (e) => peersOf(e.sides[0])?.remove() },
        {
          name: 'every pod of the namespace as well',
          when: (e) => isAllowed(e),
          do: (e) => peersOf(e.sides.at(-1))?.push({ podSelector: {} }),
        },
        {
          name: 'every address as well',
          when: (e) => isAllowed(e),
          do: (e) => peersOf(e.sides[0])?.push({ ipBlock: { cidr: '0.0.0.0/0' } }),
        },
        {
          name: 'a namespace and its pods as two peers instead of one',
          when: (e) => isAllowed(e) && e.to === 'resolver',
          do: (e) => {
            const [list, one] = [peersOf(e.sides[0]), peersOf(e.sides[0])?.at(0).entries() ?? []];
            list?.set(one.map(([key, { value }]) => ({ [key]: value })));
          },
        },
      ],
    },
    compose: {
      check: (e) => (e.to === 'any' ? judgeOutside(e) : judgePair(e)),
      weaken: [
        {
          name: 'a membership removed',
          implies: ['default-deny'],
          when: (e) => e.declared && e.sides.length > 0,
          do: (e) => e.sides[0]?.remove(),
        },
        {
          name: 'a network with a stranger',
          when: (e) => e.strangers.length > 0,
          do: (e) => e.at.at('networks').push(e.strangers[0]),
        },
        {
          name: 'the default network as well',
          implies: ['default-deny'],
          when: (e) => isInside(e),
          do: (e) => e.at.at('networks').push('default'),
        },
        { name: 'resolver removed', when: (e) => isInside(e), do: (e) => e.at.at('dns').remove() },
        { name: 'a resolver outside', when: (e) => isInside(e), do: (e) => e.at.at('dns').set('9.9.9.9') },
        { name: 'a second resolver, outside', when: (e) => isInside(e), do: (e) => e.at.at('dns').push('9.9.9.9') },
      ],
    },
  },
  exception: { permits: "`networks: 'per-callee'` of a chart: callers of one callee then share its network", also: [] },
} as const satisfies Control<'edge'>;

function judgeSide(
  edge: KubernetesEdge,
  verb: 'may send' | 'may receive',
  ranges: readonly PortRange[] | 'unrestricted' | undefined,
): readonly Miss[] {
  if (ranges === undefined) return [];
  const protocols = edge.to === 'resolver' ? ['TCP', 'UDP'] : ['TCP'];
  const want = portsText(edge.declared.flatMap((port) => protocols.map((protocol) => `${protocol} ${port}`)));
  const got = portsText(allowedPorts(ranges));
  if (got === want) return [];
  const [who, whom] = verb === 'may send' ? [edge.from, `to ${edge.to}`] : [edge.to, `from ${edge.from}`];
  const fix = 'declare the edge in the program, and let the policies say exactly that';
  return [{ at: places(edge.sides, edge.at), got: `${who} ${verb} ${whom}: ${got}`, want, fix }];
}

function judgePair(edge: ComposeEdge): readonly Miss[] {
  if (edge.declared === edge.networks.length > 0) return [];
  const at = places(edge.sides, edge.at.at('networks'));
  return edge.declared
    ? [{ at, got: 'no common network', want: `one with ${edge.to}`, fix: 'put both into one network' }]
    : [{ at, got: `${edge.networks.join(', ')} with ${edge.to}`, want: 'no common network', fix: 'declare the edge' }];
}

function judgeOutside(edge: ComposeEdge): readonly Miss[] {
  if (edge.declared) return [];
  const dns = edge.at.at('dns');
  const asked = typeof dns.value === 'string' ? [dns.value] : texts(dns);
  const out = places(edge.sides, edge.at.at('networks'));
  const ways: Miss = {
    at: out,
    got: `a way out: ${edge.networks.join(', ')}`,
    want: 'none',
    fix: 'stay in internal networks',
  };
  const open: Miss = {
    at: [dns],
    got: shown(dns),
    want: '[127.0.0.1]',
    fix: 'set dns: names of services still resolve',
  };
  return [
    ...(edge.networks.length > 0 ? [ways] : []),
    ...(asked.join() === '127.0.0.1' || isAlone(edge) ? [] : [open]),
  ];
}

const isAllowed = (edge: KubernetesEdge): boolean => edge.declared.length > 0 && edge.sides.length > 0;

const isInside = (edge: ComposeEdge): boolean => edge.to === 'any' && !edge.declared && !isAlone(edge);

/** A service without any network asks no resolver. */
const isAlone = (edge: ComposeEdge): boolean => edge.at.at('network_mode').value === 'none';

/** The parties of a rule. */
const peersOf = (rule: At | undefined): At | undefined =>
  rule === undefined ? undefined : isSet(rule.at('to')) ? rule.at('to') : rule.at('from');
