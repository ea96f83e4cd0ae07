import type { StackQuestion } from '../stack/questions';

/** What is asked of the program of the tests on each engine: what the examples have not. */
const list = [
  {
    id: 'depot/service-plain-text',
    question: 'a service that is called over TLS answers nothing in plain text, on no port',
    controls: ['encrypted-edges'],
  },
  {
    id: 'depot/service-verified',
    question: "its caller gets an answer with the project's authority, and none with another or under another name",
    controls: ['encrypted-edges'],
  },
  {
    id: 'depot/service-stranger',
    question: 'a neighbour without an edge and a container of another project do not get to it, whoever they trust',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'depot/pairs',
    question: 'each workload tries each port of each other one: nothing but the declared edges answers',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'depot/job-first',
    question: 'the service that comes after a job was started only once the job had done its work',
    controls: ['health-checks'],
  },
  {
    id: 'depot/processes',
    question:
      'job, cron job, worker and services: no process is root, has a capability, can gain one, or is without a filter of system calls',
    controls: ['non-root-user', 'drop-capabilities', 'no-privilege-escalation', 'seccomp-profile'],
  },
  {
    id: 'depot/writable',
    question: 'job, cron job and worker can write nothing but the declared folders',
    controls: ['read-only-root'],
  },
  {
    id: 'depot/at-file',
    question: 'a file is where the program said `at`, with its content, and mounted read-only',
    controls: ['read-only-root'],
  },
  {
    id: 'depot/work-done',
    question:
      'work that a service puts into the queue is done by the worker, with the help of the server of somebody else',
    controls: ['redis-least-privilege'],
  },
  {
    id: 'depot/queue-refuses',
    question:
      "Redis refuses the worker's user of access 'queue' FLUSHALL, KEYS, other users' keys, and values that are no lists",
    controls: ['redis-least-privilege'],
  },
  {
    id: 'depot/outside',
    question: 'a declared server of somebody else is reached by who declared it, and by nobody else of the project',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'depot/cron',
    question: 'nobody has run the cron job before its time; run by hand, it does its work',
    controls: ['declared-edges-only'],
  },
  {
    id: 'depot/heartbeat',
    question: 'a worker that lives on and does nothing any more is noticed by the age of its file',
    controls: ['health-checks'],
  },
] as const satisfies readonly StackQuestion[];

export type DepotQuestionId = (typeof list)[number]['id'];

export const DEPOT_QUESTIONS: readonly (StackQuestion & { readonly id: DepotQuestionId })[] = list;
