import type { At } from '../../../controls/at';
import { everyAddress, parseCidr, without, type AddressRange } from '../../../model/addresses';
import { isPresent, recordOf, textsOf } from '../../values';
import { covers, foreignersOf, type Foreigners } from './foreigners';
import type { KubernetesObject } from './objects';
import { namedNamespaces, NAMESPACE_NAME, selectorOf, type Labels } from './selectors';

/** Who stands at the other end: a pod, as far as policies tell pods apart. */
export interface Party {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The labels of namespaces, by name, as far as the output shows them. */
export type NamespaceLabels = ReadonlyMap<string, Labels>;

/** One item of a rule's `from` or `to`, read once. */
export interface Peer {
  /** Whether a party is meant by it. */
  readonly includes: (party: Party, namespaces: NamespaceLabels) => boolean;
  /** Whether all of these pods of another namespace are meant by it. */
  readonly includesAll: (party: Foreigners, namespaces: NamespaceLabels) => boolean;
  /** The pods it means in a namespace. */
  readonly foreigners: (namespace: string) => Foreigners;
  /** The addresses it is about; `undefined` where it is about pods. */
  readonly addresses: readonly AddressRange[] | undefined;
  /** Whether it may be somebody that cannot be named: of a namespace that is not chosen by name. */
  readonly open: boolean;
  /** The namespaces it is limited to, where it is not open. */
  readonly namespaces: readonly string[];
  /** Labels that every pod has which it means. */
  readonly labels: Labels;
}

/** Reads the labels of the Namespaces among some objects. */
export function namespaceLabelsOf(objects: readonly KubernetesObject[]): NamespaceLabels {
  return new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ name, labels }) => [name, labels]));
}

/** Reads a peer of a policy in a namespace. */
export function peerOf(at: At, namespace: string): Peer {
  const pods = at.at('podSelector');
  const spaces = at.at('namespaceSelector');
  const foreigners = (space: string): Foreigners => foreignersOf(space, pods);
  const block = isPresent(at.at('ipBlock'));
  // A peer without any member is refused by Kubernetes; who knows what it means.
  if (block || (!isPresent(pods) && !isPresent(spaces))) {
    const addresses = block ? addressesOf(at.at('ipBlock')) : undefined;
    const nobody = { includes: () => false, includesAll: () => false, namespaces: [], labels: {} };
    return { ...nobody, foreigners, addresses, open: !block };
  }
  const names = isPresent(spaces) ? namedNamespaces(spaces) : [namespace];
  const inPlace = isPresent(spaces) ? placeOf(spaces, names) : (space: string) => space === namespace;
  const isPod = selectorOf(pods);
  return {
    includes: (party, known) => inPlace(party.namespace, known) && isPod(party.labels),
    includesAll: (party, known) => inPlace(party.namespace, known) && covers(foreigners(party.namespace), party),
    foreigners,
    addresses: undefined,
    open: names === undefined,
    namespaces: names ?? [],
    labels: recordOf(pods.at('matchLabels')),
  };
}

/** What cannot be read as a block of addresses may be any address. */
function addressesOf(block: At): readonly AddressRange[] {
  const range = parseCidr(block.at('cidr').value);
  const except = textsOf(block.at('except')).flatMap((text) => parseCidr(text) ?? []);
  return without(range === undefined ? everyAddress : [range], except);
}

function placeOf(spaces: At, names: readonly string[] | undefined) {
  const matches = selectorOf(spaces);
  return (namespace: string, known: NamespaceLabels): boolean => {
    const labels = known.get(namespace);
    // Other labels of a namespace that is chosen by name may well be there, where the output does not hold it.
    if (labels === undefined && names !== undefined) return names.includes(namespace);
    return matches({ ...labels, [NAMESPACE_NAME]: namespace });
  };
}
