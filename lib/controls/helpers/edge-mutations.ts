import type { At } from '../at';
import type { Mutation } from '../control';
import type { KubernetesEdge } from '../subject';
import { edit } from './mutations';
import { isSet, textOf } from './places';

/** Whether a declared pair has rules that allow it. */
export const isAllowed = (edge: KubernetesEdge): boolean => edge.declared.length > 0 && edge.sides.length > 0;

/** The parties of a rule. */
export const peersOf = (rule: At | undefined): At | undefined =>
  rule === undefined ? undefined : isSet(rule.at('to')) ? rule.at('to') : rule.at('from');

/** What opens a way out of a Kubernetes workload that nobody declared. */
export const outsideMutations: readonly Mutation<KubernetesEdge>[] = [
  {
    name: 'a block of addresses as well',
    when: (e) => isAllowed(e) && !e.to.startsWith('workload:'),
    do: (e) => peersOf(e.sides[0])?.push({ ipBlock: { cidr: '10.9.8.0/30' } }),
  },
  { name: 'a wider block', when: (e) => narrow(e) !== undefined, do: (e) => edit(narrow(e) ?? e.at, /\d+$/, '8') },
  { name: 'half of the block', when: (e) => narrow(e) !== undefined, do: (e) => edit(narrow(e) ?? e.at, /\d+$/, '31') },
  {
    name: 'the metadata address as well',
    when: (e) => metadata(e) !== undefined,
    do: (e) => metadata(e)?.remove(),
  },
  {
    name: 'all of link-local but the metadata address',
    when: (e) => metadata(e) !== undefined,
    do: (e) => metadata(e)?.set('169.254.169.254/32'),
  },
  {
    name: 'the metadata address behind NAT64 as well',
    when: (e) => translatedMetadata(e) !== undefined,
    do: (e) => translatedMetadata(e)?.remove(),
  },
  {
    name: 'private networks as well',
    when: (e) => metadata(e) !== undefined,
    do: (e) =>
      blocksIn(e)
        .find((block) => isSet(block.at('except')))
        ?.at('except')
        .remove(),
  },
  {
    name: 'private networks of IPv6 as well',
    when: (e) => metadata(e) !== undefined,
    do: (e) =>
      blocksIn(e)
        .find((block) => textOf(block.at('cidr').value) === '::/0')
        ?.at('except')
        .remove(),
  },
  {
    name: 'the address of the resolver on another port: metadata, on some clouds',
    when: (e) => resolverRule(e) !== undefined,
    do: (e) => resolverRule(e)?.at('ports').push({ protocol: 'TCP', port: 80 }),
  },
  {
    name: 'every port of the address of the resolver',
    when: (e) => resolverRule(e) !== undefined,
    do: (e) => resolverRule(e)?.at('ports').remove(),
  },
  { name: 'another port', when: (e) => isAllowed(e), do: (e) => e.sides[0]?.at('ports', 0, 'port').set(8444) },
  {
    name: 'datagrams',
    when: (e) => isAllowed(e),
    do: (e) => e.sides[0]?.at('ports').push({ protocol: 'UDP', port: 443 }),
  },
  {
    name: 'every pod of that namespace',
    when: (e) => isAllowed(e) && labelled(e) !== undefined,
    do: (e) => labelled(e)?.remove(),
  },
  {
    name: 'pods with another label of that namespace',
    when: (e) => isAllowed(e) && labelled(e) !== undefined,
    do: (e) => labelled(e)?.set({ matchLabels: { app: 'another' } }),
  },
];

const blocksIn = ({ to, sides }: KubernetesEdge): readonly At[] =>
  to !== 'outside'
    ? []
    : sides.flatMap((rule) =>
        rule
          .at('to')
          .list()
          .map((peer) => peer.at('ipBlock'))
          .filter(isSet),
      );

/** The rule that lets names be asked of an address. */
const resolverRule = ({ sides, outside }: KubernetesEdge): At | undefined =>
  outside?.resolver === undefined
    ? undefined
    : sides.find((rule) => rule.at('to', 0, 'ipBlock', 'cidr').value === outside.resolver?.cidr);

/** A block of some addresses. */
const narrow = (edge: KubernetesEdge): At | undefined =>
  blocksIn(edge)
    .map((block) => block.at('cidr'))
    .find(({ value }) => !textOf(value).endsWith('/0'));

/** Where link-local addresses are left out. */
const metadata = (edge: KubernetesEdge): At | undefined =>
  blocksIn(edge)
    .flatMap((block) => block.at('except').list())
    .find(({ value }) => value === '169.254.0.0/16');

/** Where link-local addresses are left out in their form of IPv6. */
const translatedMetadata = (edge: KubernetesEdge): At | undefined =>
  blocksIn(edge)
    .flatMap((block) => block.at('except').list())
    .find(({ value }) => value === '64:ff9b::a9fe:0/112');

/** The selector of pods in another namespace. */
const labelled = (edge: KubernetesEdge): At | undefined =>
  [edge.from, edge.to].some((party) => party.includes('[')) ? peersOf(edge.sides[0])?.at(0, 'podSelector') : undefined;
