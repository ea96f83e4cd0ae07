import type { ControlId } from '../../lib/controls';

/**
 * What is asked of the running system, in the words of no engine. Each engine answers the same list; a question that
 * it cannot answer needs a reason.
 */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** The controls that a right answer proves at run time. */
  readonly controls: readonly ControlId[];
  /** 'recorded': known to be open in some target, so it is written down and not judged. @default 'held' */
  readonly expect?: 'recorded';
  /** Why a cluster cannot be asked, where that has nothing to do with protection. */
  readonly notOnCluster?: string;
  /** Where the engines answer differently: the row of README's differences that says why, by its id. */
  readonly difference?: string;
}

const list = [
  // the user's own way in
  {
    id: 'readme-runs',
    question: "README's own commands, as they stand, bring the system up and store a session",
    controls: ['health-checks'],
  },
  {
    id: 'session-kept',
    question: 'a session stored through the published port is read back with the same content',
    controls: ['narrow-exposure'],
  },
  {
    id: 'published-narrowly',
    question: 'only the declared port is published, and only where it was declared',
    controls: ['narrow-exposure'],
  },
  {
    id: 'image-as-declared',
    question: "the image's user and ports are the declared ones, and its files cannot be changed by that user",
    controls: ['image-user', 'non-root-user'],
  },
  {
    id: 'no-secret-in-sight',
    question: 'no password shows in the environment, in the record of a container, or in a log',
    controls: ['secrets-as-files', 'no-secret-values'],
  },

  // what Redis refuses
  { id: 'redis-plain-text', question: 'Redis answers plain text on no port', controls: ['redis-tls-only'] },
  {
    id: 'redis-other-authority',
    question: 'a client that trusts another authority does not get a connection',
    controls: ['redis-tls-only'],
  },
  { id: 'redis-old-tls', question: 'Redis refuses TLS 1.1', controls: ['redis-tls-only'] },
  {
    id: 'redis-no-password',
    question: 'Redis refuses a client without a password',
    controls: ['redis-least-privilege'],
  },
  {
    id: 'redis-wrong-password',
    question: "Redis refuses the application's user with another password",
    controls: ['redis-least-privilege'],
  },
  { id: 'redis-default-user', question: 'Redis refuses the user default', controls: ['redis-least-privilege'] },
  {
    id: 'redis-other-keys',
    question: "Redis refuses the application's user other keys, to read and to write",
    controls: ['redis-least-privilege'],
  },
  { id: 'redis-scan', question: "Redis refuses the application's user SCAN", controls: ['redis-least-privilege'] },
  { id: 'redis-keys', question: "Redis refuses the application's user KEYS", controls: ['redis-least-privilege'] },
  {
    id: 'redis-flushall',
    question: "Redis refuses the application's user FLUSHALL and FLUSHDB",
    controls: ['redis-least-privilege'],
  },
  { id: 'redis-config', question: "Redis refuses the application's user CONFIG", controls: ['redis-least-privilege'] },
  { id: 'redis-acl', question: "Redis refuses the application's user ACL", controls: ['redis-least-privilege'] },
  {
    id: 'redis-function',
    question: "Redis refuses the application's user FUNCTION and EVAL",
    controls: ['redis-least-privilege'],
  },
  {
    id: 'redis-tracking',
    question: "Redis refuses the application's user CLIENT TRACKING, which tells the names of other users' keys",
    controls: ['redis-least-privilege'],
  },
  {
    id: 'redis-queue-preset',
    question: "a user of access 'queue' pushes and pops its own lists and streams, and can do nothing else",
    controls: ['redis-least-privilege'],
  },
  {
    id: 'redis-pub-sub-preset',
    question: "a user of access 'pub-sub' publishes and subscribes to its own channels, and reads no key",
    controls: ['redis-least-privilege'],
  },
  {
    id: 'redis-health-user',
    question: 'the user of the health check may PING and nothing else',
    controls: ['redis-least-privilege'],
  },
  {
    id: 'client-other-name',
    question: 'the application refuses a Redis whose certificate has another name, and comes back with the right one',
    controls: ['redis-tls-only'],
  },

  // every value, as read back from inside and from the engine's record, compared with what the file says
  {
    id: 'value-user',
    question: 'each process runs as the user and group that the file says, neither of them root',
    controls: ['non-root-user'],
  },
  { id: 'value-read-only-root', question: 'the root file system is read-only', controls: ['read-only-root'] },
  { id: 'value-capabilities', question: 'no process has or can get a capability', controls: ['drop-capabilities'] },
  {
    id: 'value-no-new-privileges',
    question: 'no process can get more privileges',
    controls: ['no-privilege-escalation'],
  },
  { id: 'value-seccomp', question: 'system calls are filtered', controls: ['seccomp-profile'] },
  { id: 'value-memory', question: 'memory is limited to what the file says', controls: ['memory-limit'] },
  {
    id: 'value-swap',
    question: 'there is no swap beyond the memory limit',
    controls: ['swap-limit'],
    difference: 'swap-limit',
  },
  { id: 'value-cpu', question: 'processor time is limited to what the file says', controls: ['cpu-limit'] },
  {
    id: 'value-pids',
    question: 'the number of processes is limited to what the file says',
    controls: ['pids-limit'],
    difference: 'pids-limit',
  },
  {
    id: 'value-writable-places',
    question: 'what can be written to is what the file says, and no more',
    controls: ['read-only-root', 'ephemeral-storage-limit'],
  },
  {
    id: 'value-temporary-files',
    question: 'temporary places have the size, owner, mode and options that the file says',
    controls: ['ephemeral-storage-limit'],
  },
  {
    id: 'value-secret-files',
    question:
      'the secrets of each container are the declared ones, read-only, and on the host behind a folder of their owner',
    controls: ['secrets-as-files'],
  },
  {
    id: 'value-networks',
    question: 'each container is on the declared networks and no other, and these are as the file says',
    controls: ['declared-edges-only'],
  },
  {
    id: 'value-isolation',
    question: "no container shares a name space, a device or a privilege of the host's",
    controls: ['no-host-access', 'no-privilege-escalation'],
  },
  { id: 'value-health', question: 'each health check is the declared one, and it passes', controls: ['health-checks'] },
  {
    id: 'value-keeping',
    question: 'restart, grace period and log limits are what the file says',
    controls: ['health-checks'],
  },

  // who reaches whom
  { id: 'reach-redis', question: 'the application reaches Redis by its name', controls: ['declared-edges-only'] },
  {
    id: 'reach-outside',
    question: 'no container reaches a host outside',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'reach-metadata',
    question: "no container reaches the cloud's metadata address",
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'reach-outside-datagram',
    question: 'no container gets an answer to a datagram sent outside',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'reach-names',
    question: 'no outside name that a container asks for arrives at a resolver',
    controls: ['declared-edges-only'],
    difference: 'outside-names',
  },
  {
    id: 'reach-stranger',
    question: 'a container of another project reaches no port of these',
    controls: ['declared-edges-only', 'default-deny'],
  },
  {
    id: 'reach-reverse',
    question: 'Redis does not reach the application: the direction that was not declared',
    controls: ['declared-edges-only'],
    expect: 'recorded',
    difference: 'edge-direction',
  },
  {
    id: 'reach-one-way',
    question: 'no datagram that a container sends outside arrives there, answered or not',
    controls: ['declared-edges-only'],
    expect: 'recorded',
    difference: 'datagrams',
  },
  {
    id: 'reach-host',
    question: 'no container reaches services of the host itself that listen on all its addresses',
    controls: ['declared-edges-only'],
    expect: 'recorded',
  },

  {
    id: 'way-out-declared',
    question:
      'of two published services that differ by one declared way out, that one reaches a host outside, the other does not',
    controls: ['declared-edges-only', 'default-deny'],
  },

  // what happens when something happens
  {
    id: 'kill-keeps-data',
    question: 'Redis, killed, comes back by itself and the data is there',
    controls: ['health-checks'],
  },
  { id: 'restart-keeps-data', question: 'Redis, restarted, has the data', controls: ['health-checks'] },
  {
    id: 'application-reconnects',
    question: 'the application found Redis again after both, without a restart of its own',
    controls: ['health-checks'],
  },
  {
    id: 'rotation-loses-nothing',
    question:
      "the application's password is rotated whole under a steady load: no request is lost, the old one is refused",
    controls: ['redis-least-privilege'],
  },
  {
    id: 'stop-loses-nothing',
    question: 'stopped under load, the application answers every request that it had accepted',
    controls: ['health-checks'],
  },
  {
    id: 'stop-in-time',
    question: 'each container stops by itself within its grace period',
    controls: ['health-checks'],
  },
  {
    id: 'memory-exceeded',
    question: 'over its memory limit a container is killed, and its neighbours still answer',
    controls: ['memory-limit', 'swap-limit'],
  },
  {
    id: 'config-restarts-its-reader',
    question: 'a changed configuration restarts what reads it, and nothing else',
    controls: ['health-checks'],
    expect: 'recorded',
    difference: 'changed-configuration',
  },
  {
    id: 'development-overlay',
    question:
      'the development overlay runs the sources, read-only, takes up a change, and has its inspector on loopback alone; without it all is as before',
    controls: ['narrow-exposure'],
    notOnCluster: 'the development overlay is for Compose',
  },
] as const satisfies readonly Question[];

export type QuestionId = (typeof list)[number]['id'];

export const QUESTIONS: readonly (Question & { readonly id: QuestionId })[] = list;
