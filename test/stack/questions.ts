import type { Question } from '../engine/questions';

export interface StackQuestion extends Question {
  /** Where the answer is known to be another one: it is recorded there. */
  readonly openOn?: 'engine' | 'cluster';
  /** Why the Docker engine cannot be asked. */
  readonly notOnEngine?: string;
}

/** What is asked of example 03 on each engine. */
const list = [
  {
    id: 'visits/comes-up',
    question: "README's commands, as they stand, bring the four services up",
    controls: ['health-checks'],
  },
  {
    id: 'visits/counts',
    question: 'requests through nginx are answered by both web servers and counted one by one in the same Redis',
    controls: ['declared-edges-only'],
  },
  {
    id: 'visits/pairs',
    question: 'each service tries each port of each other one: exactly the declared edges answer',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'visits/outside',
    question: 'nobody reaches a host outside or the metadata address, a place without hardening does',
    controls: ['default-deny'],
  },
  {
    id: 'visits/processes',
    question: 'no process is root, has a capability, can gain one, or is without a filter of system calls',
    controls: ['non-root-user', 'drop-capabilities', 'no-privilege-escalation', 'seccomp-profile'],
  },
  {
    id: 'visits/writable',
    question: 'nothing but the declared folders can be written, an image built elsewhere included',
    controls: ['read-only-root'],
  },
  {
    id: 'visits/own-secrets',
    question: 'each service finds its own secrets and none of the others',
    controls: ['secrets-as-files'],
  },
  {
    id: 'visits/web-tls',
    question: 'a web server answers over TLS to who trusts the authority; not in plain text, not to who trusts another',
    controls: ['encrypted-edges'],
  },
  {
    id: 'visits/redis-rights',
    question: 'web1 may count; it may not read another key, list keys or flush; nobody may without a password',
    controls: ['redis-least-privilege', 'redis-tls-only'],
  },
  {
    id: 'visits/web1-lost',
    question: 'web1 is killed: nginx goes on answering, and web1 comes back',
    controls: ['health-checks'],
  },
  {
    id: 'visits/redis-lost',
    question: 'Redis is killed: no web server is restarted, and they count again when it is back',
    controls: ['health-checks'],
  },
] as const satisfies readonly StackQuestion[];

export type VisitsQuestionId = (typeof list)[number]['id'];

export const VISITS_QUESTIONS: readonly (StackQuestion & { readonly id: VisitsQuestionId })[] = list;
