import type { At } from '../../../controls/at';
import { isPresent, recordOf, textsOf } from '../../values';
import type { KubernetesObject } from './objects';
import { peerOf, type Peer } from './peers';
import type { PodIndex } from './pod-index';
import type { Pod } from './pods';
import { selectorOf, type Labels } from './selectors';

/** Which way a rule lets traffic through, from the selected pod's point of view. */
export type Direction = 'Ingress' | 'Egress';

/** A NetworkPolicy, read once. */
export interface Policy {
  readonly name: string;
  readonly namespace: string;
  readonly at: At;
  /** The directions it closes for the pods it selects; its other rules mean nothing. */
  readonly closes: readonly Direction[];
  readonly rules: readonly Rule[];
  readonly selectsLabels: (labels: Labels) => boolean;
  /** Labels that every pod has which it selects. */
  readonly labels: Labels;
}

/** One item of `ingress` or `egress`. */
export interface Rule {
  readonly at: At;
  readonly direction: Direction;
  /** Whom it is about; `undefined` for everybody. */
  readonly peers: readonly Peer[] | undefined;
}

const directions = ['Ingress', 'Egress'] as const satisfies readonly Direction[];

/** Reads the policies among some objects. */
export function policiesOf(objects: readonly KubernetesObject[]): readonly Policy[] {
  return objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ name, namespace, at }) => {
      const spec = at.at('spec');
      const closes = closedBy(spec);
      const rules = closes.flatMap((direction) => rulesOf(spec, direction, namespace));
      const selector = spec.at('podSelector');
      const labels = recordOf(selector.at('matchLabels'));
      return { name, namespace, at, closes, rules, selectsLabels: selectorOf(selector), labels };
    });
}

/**
 * Network policies of other APIs than Kubernetes' own, called as theirs are: those of Cilium, Calico, Antrea, and of
 * whoever runs the cluster.
 */
export const foreignPoliciesOf = (objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  objects.filter(({ kind }) => kind !== 'NetworkPolicy' && /NetworkPolicy(\.|$)/.test(kind));

/** The policies that select each pod. Policies do not hold on the network of a node. */
export function policiesByPod(policies: readonly Policy[], pods: PodIndex): ReadonlyMap<Pod, readonly Policy[]> {
  const selecting = new Map<Pod, Policy[]>(pods.all.map((pod) => [pod, []]));
  for (const policy of policies) {
    for (const pod of pods.find(policy.labels, [policy.namespace])) {
      if (policy.namespace === pod.namespace && !pod.hostNetwork && policy.selectsLabels(pod.labels))
        selecting.get(pod)?.push(policy);
    }
  }
  return selecting;
}

/** Without `policyTypes` a policy closes ingress always, and egress if it has rules for it. */
function closedBy(spec: At): readonly Direction[] {
  const types = textsOf(spec.at('policyTypes'));
  if (types.length > 0) return directions.filter((direction) => types.includes(direction));
  return spec.at('egress').list().length > 0 ? directions : ['Ingress'];
}

function rulesOf(spec: At, direction: Direction, namespace: string): readonly Rule[] {
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return spec
    .at(rules)
    .list()
    .filter(isPresent)
    .map((at) => {
      const list = at.at(peers).list();
      // No list, and an empty one as well, means everybody.
      return { at, direction, peers: list.length === 0 ? undefined : list.map((peer) => peerOf(peer, namespace)) };
    });
}
