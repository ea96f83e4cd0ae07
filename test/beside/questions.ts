import type { StackQuestion } from '../stack/questions';

const ONE_CONTAINER = 'there is one container of each service';

/** What is asked of init containers, sidecars, ways out and scaling on each engine. What is killed comes last. */
const list = [
  {
    id: 'beside/init-first',
    question: 'an init container ran to its end, without an error, before its workload was started',
    controls: ['health-checks'],
  },
  {
    id: 'beside/init-outside',
    question: 'an init container reaches no host outside and no metadata address, a place without hardening does',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'beside/init-own-edges',
    question: 'an init container does not reach whom another container of its workload may reach',
    controls: ['declared-edges-only'],
    openOn: 'cluster',
    difference: 'init-containers',
  },
  {
    id: 'beside/processes',
    question:
      'init container and sidecars: no process is root, has a capability, can gain one, or is without a filter of system calls',
    controls: ['non-root-user', 'drop-capabilities', 'no-privilege-escalation', 'seccomp-profile'],
  },
  {
    id: 'beside/writable',
    question: 'init container and sidecars can write nothing but the folder that one shares with its workload',
    controls: ['read-only-root'],
  },
  {
    id: 'beside/limits',
    question: 'memory and processor time of each of them are limited to what the program says',
    controls: ['memory-limit', 'cpu-limit'],
  },
  {
    id: 'beside/own-secrets',
    question: 'each of them finds its own secrets and none of its workload, and sees no process of it',
    controls: ['secrets-as-files', 'no-host-access'],
  },
  {
    id: 'beside/sidecar-rights',
    question:
      'a sidecar is a user of its own to Redis, beside a workload or beside Redis itself: it may read its keys and nothing else',
    controls: ['redis-least-privilege'],
  },
  {
    id: 'beside/localhost',
    question: 'a workload and its sidecar find each other on localhost',
    controls: ['declared-edges-only'],
  },
  {
    id: 'beside/sidecar-port',
    question:
      'the port of a sidecar answers where its workload is exposed, and a container of another project not at all',
    controls: ['narrow-exposure', 'default-deny'],
  },
  {
    id: 'beside/pairs',
    question: 'each workload tries each port of each other one: nothing but the edge that a sidecar declared answers',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'beside/outside',
    question:
      'workloads with sidecars reach no host outside, no block that another one declared, no database and no metadata address',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'beside/exits',
    question: 'a declared block of addresses (`Peer.cidr`) is reached by who declared it',
    controls: ['declared-edges-only'],
  },
  {
    id: 'beside/exits-narrow',
    question: 'whoever declared a block gets to no other port, no address beside it and no metadata address',
    controls: ['declared-edges-only', 'default-deny'],
    openOn: 'engine',
    difference: 'exits-by-address',
  },
  {
    id: 'beside/database',
    question:
      'who declared a database of somebody else (`ExternalService`) logs in over TLS, with the authority and the password file that it was given',
    controls: ['secrets-as-files'],
  },
  {
    id: 'beside/sidecar-unwell',
    question: 'a sidecar is asked by its own question: it is well, is noticed when it is not, and is well again',
    controls: ['health-checks'],
  },
  {
    id: 'beside/scale-min',
    question: 'what scales runs as many times as its `scale.min` says',
    controls: ['health-checks'],
    openOn: 'engine',
    difference: 'replicas',
  },
  {
    id: 'beside/scale-kept',
    question: 'a number of pods that somebody changed is left as it is when the same manifests are applied again',
    controls: ['health-checks'],
    notOnEngine: ONE_CONTAINER,
    difference: 'replicas',
  },
  {
    id: 'beside/scale-max',
    question: 'more pods than `scale.max` says are taken away',
    controls: ['health-checks'],
    notOnEngine: ONE_CONTAINER,
    difference: 'replicas',
  },
  {
    id: 'beside/scale-load',
    question: 'under load pods are added, up to `scale.max`',
    controls: ['health-checks'],
    notOnEngine: ONE_CONTAINER,
    notOnCluster: 'no metrics server runs there: what keeps to the least and the most is asked above',
    difference: 'replicas',
  },
  {
    id: 'beside/restarted',
    question: 'a workload that people restart has its sidecar on localhost again',
    controls: ['health-checks'],
  },
  {
    id: 'beside/killed',
    question: 'a workload that was killed and started again by the engine has its sidecar on localhost again',
    controls: ['health-checks'],
    openOn: 'engine',
    difference: 'sidecars',
  },
] as const satisfies readonly StackQuestion[];

export type BesideQuestionId = (typeof list)[number]['id'];

export const BESIDE_QUESTIONS: readonly (StackQuestion & { readonly id: BesideQuestionId })[] = list;
