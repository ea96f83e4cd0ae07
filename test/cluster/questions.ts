/** What only a cluster can be asked: it has no counterpart on the engine. */
export const CLUSTER_QUESTIONS = [
  {
    id: 'quarantine-isolates',
    question: 'one label takes a pod out of its Service, has it replaced, and keeps it, unreachable, for a look',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'eviction-is-bounded',
    question: 'an eviction that would leave fewer pods than the disruption budget allows is refused',
    controls: ['health-checks'],
  },
  {
    id: 'rollout-loses-nothing',
    question: 'a rolling update under a steady load loses no request',
    controls: ['health-checks'],
  },
  {
    id: 'weak-pod-is-refused',
    question: 'a pod without the hardening is refused in the namespace',
    controls: ['pod-security-level'],
  },
  {
    id: 'config-restarts-its-reader',
    question: 'a changed configuration restarts the pods that read it and no others',
    controls: ['health-checks'],
  },
] as const;

export type ClusterQuestionId = (typeof CLUSTER_QUESTIONS)[number]['id'];
