import type { RedisAccess, RedisGrant } from '../model/redis';
import type { EnvVariable, SecretUse } from '../model/workload';
import type { Names } from './names';

/** What a caller is granted at a Redis. */
export interface RedisConnectionProps {
  /**
   * Key patterns it may use, for instance `['session:*']`; each begins with two plain characters or more.
   * @default - none, which only 'pub-sub' takes
   */
  readonly keys?: readonly string[];
  /**
   * What it may do: 'read-only' and 'read-write' with keys of any type; 'queue' with lists and streams, blocking reads
   * included; 'pub-sub' with messages on channels, and with no key. No preset runs scripts (EVAL), which BullMQ needs.
   */
  readonly access: RedisAccess;
  /** Channel patterns it may publish and subscribe to, for instance `['news:*']`, whatever its access. @default - none */
  readonly channels?: readonly string[];
  /** Prefix of the variables that tell it how to connect. @default 'REDIS': REDIS_URL, REDIS_AUTH_FILE, REDIS_CA_FILE */
  readonly as?: string;
  /** Whether it starts only when Redis is ready; Compose waits, Kubernetes starts at once and restarts. @default 'after-ready' */
  readonly start?: 'after-ready' | 'any';
  /** Single commands besides those of `access`; needs an exception of `redis-least-privilege`. @default - none */
  readonly commands?: readonly string[];
}

/** Names of what can be granted. */
export const redisConnectionNames = {
  keys: true,
  access: true,
  channels: true,
  as: true,
  start: true,
  commands: true,
} as const satisfies Names<RedisConnectionProps>;

/** One connection, checked and complete. */
export interface Connection extends RedisGrant {
  readonly caller: string;
  readonly callee: string;
  /** Where the caller finds it, where that is not its name. */
  readonly host?: string;
  readonly port: number;
  readonly prefix: string;
  readonly start: 'after-ready' | 'any';
}

/** What names a connection: the caller, and the prefix of its variables. */
type Named = Pick<Connection, 'caller' | 'prefix'>;

/** Lower case form of a prefix, for file names. */
const filePrefix = ({ prefix }: Named): string => prefix.toLowerCase().replaceAll('_', '-');

/** ACL user of a connection: the caller, and the prefix where one caller has several users at the server. */
export const userName = (connection: Connection, all: readonly Connection[]): string =>
  all.filter(({ caller, callee }) => caller === connection.caller && callee === connection.callee).length > 1
    ? `${connection.caller}.${filePrefix(connection)}`
    : connection.caller;

/** Name of the secret that holds a connection's password. */
export const passwordName = (connection: Named): string => `${secretName(connection)}-auth`;

/** The Kubernetes Secret of a connection. The dot keeps names apart: neither side can hold one. */
export const secretName = (connection: Named): string => `${connection.caller}.${filePrefix(connection)}`;

/** The Kubernetes Secret of a server. */
export const serverSecretName = (workload: string): string => `${workload}.server`;

/** The caller's password, as it reads it. */
export const passwordUse = (connection: Named): SecretUse => ({
  file: `${filePrefix(connection)}-auth`,
  source: passwordName(connection),
  kubernetes: { secret: secretName(connection), key: 'auth' },
  fileVariable: `${connection.prefix}_AUTH_FILE`,
  valueVariable: `${connection.prefix}_AUTH`,
});

/** The authority that the caller trusts at this callee, as it reads it: the project's own, or the secret `source`. */
export const authorityUse = (connection: Named, source = 'ca.crt'): SecretUse => ({
  file: `${filePrefix(connection)}-ca.crt`,
  source,
  kubernetes: { secret: secretName(connection), key: 'ca.crt' },
  fileVariable: `${connection.prefix}_CA_FILE`,
  valueVariable: undefined,
});

/** What the caller reads: its password and the authority it trusts. */
export const connectionSecrets = (connection: Connection): readonly SecretUse[] => [
  passwordUse(connection),
  authorityUse(connection),
];

/** Variables that tell the caller how to connect. The user stands in the URL, the password never does. */
export const connectionEnv = (connection: Connection, user: string): readonly EnvVariable[] => [
  {
    name: `${connection.prefix}_URL`,
    value: `rediss://${user}@${connection.host ?? connection.callee}:${connection.port}`,
  },
];
