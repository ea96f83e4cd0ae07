import type { At } from '../../../controls/at';
import { isPresent, recordOf } from '../../values';
import type { KubernetesObject } from './objects';
import { namedNamespaces, NAMESPACE_NAME, selectorOf, type Labels } from './selectors';

/** Who stands at the other end: a pod, or some pod of a namespace whose pods nobody here knows (no labels). */
export interface Party {
  readonly namespace: string;
  readonly labels: Labels | undefined;
}

/** The labels of namespaces, by name, as far as the output shows them. */
export type NamespaceLabels = ReadonlyMap<string, Labels>;

/** One item of a rule's `from` or `to`, read once. */
export interface Peer {
  /** Whether a party is meant by it. */
  readonly includes: (party: Party, namespaces: NamespaceLabels) => boolean;
  /** Whether it may be somebody that cannot be named: an address, or a namespace that is not chosen by name. */
  readonly open: boolean;
  /** The namespaces it is limited to, where it is not open. */
  readonly namespaces: readonly string[];
  /** Labels that every pod has which it means. */
  readonly labels: Labels;
  /** Exactly the cluster's resolver, and nobody else. */
  readonly resolver: boolean;
}

/** The cluster's resolver, as Kubernetes itself labels it. */
export const resolver: Party = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/** Reads the labels of the Namespaces among some objects. */
export function namespaceLabelsOf(objects: readonly KubernetesObject[]): NamespaceLabels {
  return new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ name, labels }) => [name, labels]));
}

/** Reads a peer of a policy in a namespace. */
export function peerOf(at: At, namespace: string): Peer {
  const pods = at.at('podSelector');
  const spaces = at.at('namespaceSelector');
  // An address range is nobody in particular. A peer without any member is refused by Kubernetes; who knows what it means.
  if (isPresent(at.at('ipBlock')) || (!isPresent(pods) && !isPresent(spaces))) {
    return { includes: () => false, open: true, namespaces: [], labels: {}, resolver: false };
  }
  const names = isPresent(spaces) ? namedNamespaces(spaces) : [namespace];
  const inPlace = isPresent(spaces) ? placeOf(spaces, names) : (party: Party) => party.namespace === namespace;
  const isPod = selectorOf(pods);
  return {
    includes: (party, known) => inPlace(party, known) && (party.labels === undefined || isPod(party.labels)),
    open: names === undefined,
    namespaces: names ?? [],
    labels: recordOf(pods.at('matchLabels')),
    resolver: names?.length === 1 && names[0] === resolver.namespace && isPresent(pods) && isResolver(pods),
  };
}

function placeOf(spaces: At, names: readonly string[] | undefined): Peer['includes'] {
  const matches = selectorOf(spaces);
  return ({ namespace }, known) => {
    const labels = known.get(namespace);
    // Other labels of a namespace that is chosen by name may well be there, where the output does not hold it.
    if (labels === undefined && names !== undefined) return names.includes(namespace);
    return matches({ ...labels, [NAMESPACE_NAME]: namespace });
  };
}

/** A narrower choice is not seen as the resolver, since nobody knows its other labels. */
function isResolver(pods: At): boolean {
  const labels = recordOf(pods.at('matchLabels'));
  const alone = Object.keys(labels).length === 1 && pods.at('matchExpressions').list().length === 0;
  return alone && labels['k8s-app'] === resolver.labels?.['k8s-app'];
}
