import type { Control, Miss } from './control';
import { isAllowed, outsideMutations, peersOf } from './helpers/edge-mutations';
import { isSet, places, shown, texts } from './helpers/places';
import { allowedPorts, portsText } from './helpers/ports';
import { reachTexts, wantedReach } from './helpers/reach';
import type { ComposeEdge, KubernetesEdge, PortRange } from './subject';

/*
 * Who reaches whom is what the contract declares, no more and no less.
 *
 * Kubernetes (NetworkPolicy): what `from` may send and what `to` may receive are judged each by itself. The resolver of
 * the cluster is a party that callers of named peers reach on its ports: CoreDNS on port 53, unless the contract says dns. Addresses outside are judged one by one: a declared
 * block is that block, a declared host is every public address.
 *
 * Compose: two services share a network only where an edge is declared. A service with a declared way out is in one network
 * that leads out; any other is in none, and asks a resolver that knows the names of services only:
 *   services.*.networks
 *   services.*.dns    must be 127.0.0.1 alone, or absent for a service with a declared way out
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
      check: (e) =>
        e.outside === undefined
          ? [...judgeSide(e, 'may send', e.maySend), ...judgeSide(e, 'may receive', e.mayReceive)]
          : judgeReach(e, e.outside),
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
          when: (e) => isAllowed(e) && e.to === 'resolver' && (peersOf(e.sides[0])?.at(0).entries().length ?? 0) > 1,
          do: (e) => {
            const [list, one] = [peersOf(e.sides[0]), peersOf(e.sides[0])?.at(0).entries() ?? []];
            list?.set(one.map(([key, { value }]) => ({ [key]: value })));
          },
        },
        ...outsideMutations,
      ],
    },
    compose: {
      check: (e) => (e.to === 'any' ? judgeOutside(e) : judgePair(e)),
      weaken: [
        {
          name: 'a membership removed',
          implies: ['default-deny'],
          // two that call each other share two networks, and one of them is enough
          when: (e) => e.declared && e.sides.length > 0 && e.networks.length === 1,
          do: (e) => e.sides[0]?.remove(),
        },
        {
          name: 'a network with a stranger',
          when: (e) => e.strangers.length > 0 && !isAlone(e),
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
        { name: 'a way out and no names', when: (e) => isOutside(e), do: (e) => e.at.at('dns').set(['127.0.0.1']) },
        {
          name: 'a second way out',
          when: (e) => isOutside(e),
          do: (e) => e.at.at('networks').push('default'),
        },
        {
          name: 'the way out of another service',
          implies: ['default-deny'],
          when: (e) => e.to === 'any' && !isAlone(e) && e.waysOfOthers.length > 0,
          do: (e) => e.at.at('networks').push(e.waysOfOthers[0]),
        },
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
  const protocols = (port: number) => (edge.datagrams?.includes(port) ? ['TCP', 'UDP'] : ['TCP']);
  const want = portsText(edge.declared.flatMap((port) => protocols(port).map((protocol) => `${protocol} ${port}`)));
  const got = portsText(allowedPorts(ranges));
  if (got === want) return [];
  const [who, whom] = verb === 'may send' ? [edge.from, `to ${edge.to}`] : [edge.to, `from ${edge.from}`];
  const fix = 'declare the edge in the program, and let the policies say exactly that';
  return [{ at: places(edge.sides, edge.at), got: `${who} ${verb} ${whom}: ${got}`, want, fix }];
}

function judgeReach(edge: KubernetesEdge, outside: Outside): readonly Miss[] {
  const [got, want] = [reachTexts(outside.reach), reachTexts(wantedReach(outside))];
  if (got.join() === want.join()) return [];
  const text = (lines: readonly string[]): string => lines.join('; ') || 'nothing';
  const fix = 'declare the way out in the program, and let the policies say exactly that';
  return [{ at: places(edge.sides, edge.at), got: `${edge.from} may send to ${text(got)}`, want: text(want), fix }];
}

function judgePair(edge: ComposeEdge): readonly Miss[] {
  if (edge.declared === edge.networks.length > 0) return [];
  const at = places(edge.sides, edge.at.at('networks'));
  return edge.declared
    ? [{ at, got: 'no common network', want: `one with ${edge.to}`, fix: 'put both into one network' }]
    : [{ at, got: `${edge.networks.join(', ')} with ${edge.to}`, want: 'no common network', fix: 'declare the edge' }];
}

function judgeOutside(edge: ComposeEdge): readonly Miss[] {
  const dns = edge.at.at('dns');
  const asked = typeof dns.value === 'string' ? [dns.value] : texts(dns);
  const at = places(edge.sides, edge.at.at('networks'));
  const got = edge.networks.length === 0 ? 'no way out' : `a way out: ${edge.networks.join(', ')}`;
  if (edge.declared) {
    const resolver: Miss = { at: [dns], got: shown(dns), want: 'nothing', fix: 'remove dns: names outside are needed' };
    const [one, ...more] = edge.networks;
    return [
      ...(one !== undefined && one !== 'default' && more.length === 0
        ? []
        : [
            { at, got, want: 'one network that leads out', fix: 'give it one network of its own that is not internal' },
          ]),
      ...(isSet(dns) ? [resolver] : []),
    ];
  }
  const ways: Miss = { at, got, want: 'none', fix: 'stay in internal networks' };
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

type Outside = NonNullable<KubernetesEdge['outside']>;

const isInside = (edge: ComposeEdge): boolean => edge.to === 'any' && !edge.declared && !isAlone(edge);

const isOutside = (edge: ComposeEdge): boolean => edge.to === 'any' && edge.declared;

/** A service without any network asks no resolver. */
const isAlone = (edge: ComposeEdge): boolean => edge.at.at('network_mode').value === 'none';
