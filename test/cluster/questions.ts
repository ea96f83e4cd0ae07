import type { Question } from '../engine/questions';

/** What only a cluster can be asked. */
export interface ClusterQuestion extends Question {
  /** Why the Docker engine cannot be asked. */
  readonly notOnEngine: string;
  readonly difference: string;
}

const list = [
  {
    id: 'reach-pairs',
    question:
      'of all pairs of pods, inside and outside the namespace, only declared edges are open, on their port alone',
    controls: ['declared-edges-only', 'default-deny'],
    notOnEngine: 'a bridge has neither direction nor ports',
    difference: 'edge-direction',
  },
  {
    id: 'quarantine-isolates',
    question: 'one label takes a pod out of its Service, has it replaced, and keeps it, unreachable, for a look',
    controls: ['declared-edges-only', 'default-deny'],
    notOnEngine: 'a container has no labels that anybody acts on',
    difference: 'quarantine',
  },
  {
    id: 'eviction-is-bounded',
    question: 'an eviction that would leave fewer pods than the disruption budget allows is refused',
    controls: ['health-checks'],
    notOnEngine: 'there is one container of each service',
    difference: 'replicas',
  },
  {
    id: 'rollout-loses-nothing',
    question: 'a rolling update under a steady load loses no request',
    controls: ['health-checks'],
    notOnEngine: 'there is one container of each service',
    difference: 'replicas',
  },
  {
    id: 'drain-loses-nothing',
    question: 'a node drained under a steady load, by the leave of the disruption budget, loses no request',
    controls: ['health-checks'],
    notOnEngine: 'there is one container of each service, on one machine',
    difference: 'replicas',
  },
  {
    id: 'weak-pod-is-refused',
    question: 'a pod without the hardening is refused in the namespace',
    controls: ['pod-security-level'],
    notOnEngine: 'Compose has no admission step',
    difference: 'pod-security-level',
  },
] as const satisfies readonly ClusterQuestion[];

export type ClusterQuestionId = (typeof list)[number]['id'];

export const CLUSTER_QUESTIONS: readonly (ClusterQuestion & { readonly id: ClusterQuestionId })[] = list;
