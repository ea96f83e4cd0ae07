import { header } from '../model/project';
import { MEBIBYTE } from '../model/quantities';
import { memoryLeft, type WritablePath } from '../model/workload';

/** What Redis can do when its memory is full. */
export const redisEvictions = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'volatile-lru',
  'volatile-lfu',
  'volatile-ttl',
] as const;

/** What Redis does when its memory is full. */
export type RedisEviction = (typeof redisEvictions)[number];

/** How a Redis keeps its data on disk. */
export const redisPersistences = ['none', 'aof', 'rdb'] as const;

/**
 * How a Redis keeps its data on disk: not at all, as a log of every write (at most a second is lost), or as a snapshot now
 * and then (minutes are lost, and a start is quicker).
 */
export type RedisPersistence = (typeof redisPersistences)[number];

/** Share of the memory limit for data: a fork for a background save copies pages that change meanwhile. */
const DATA_SHARE = 0.6;

/** `maxmemory` in mebibytes, from the limit and the folders in memory. */
export const maxMemoryMebibytes = (memoryBytes: number, writable: readonly WritablePath[]): number =>
  Math.floor((memoryLeft(memoryBytes, writable) * DATA_SHARE) / MEBIBYTE);

/** A snapshot after so many seconds with so many writes: Redis' own default, said aloud. */
const SNAPSHOTS = '3600 1 300 100 60 10000';

/** What the configuration depends on. */
interface RedisSettings {
  readonly path: string;
  readonly port: number;
  readonly persistence: RedisPersistence;
  readonly eviction: RedisEviction;
  readonly maxMemory: number;
}

/** The configuration file of a server that speaks TLS only and takes its users from the ACL file. */
export const redisConfiguration = ({ path, port, persistence, eviction, maxMemory }: RedisSettings): string =>
  `${[
    `# ${header(path)}`,
    'bind * -::*',
    // Protected mode guards servers without password: here `default` is off and every user has one.
    'protected-mode no',
    'port 0',
    `tls-port ${port}`,
    'tls-cert-file /secrets/tls.crt',
    'tls-key-file /secrets/tls.key',
    'tls-ca-cert-file /secrets/ca.crt',
    'tls-auth-clients no',
    'tls-protocols "TLSv1.2 TLSv1.3"',
    'aclfile /secrets/users.acl',
    'dir /data',
    `appendonly ${persistence === 'aof' ? 'yes' : 'no'}`,
    // The log holds every write: a snapshot beside it would only fork once more, and stop writes where it fails.
    `save ${persistence === 'rdb' ? SNAPSHOTS : '""'}`,
    `maxmemory ${maxMemory}mb`,
    `maxmemory-policy ${eviction}`,
    // Clients are bounded too: their buffers are taken from the memory of the container.
    'maxclients 1000',
    'maxmemory-clients 10%',
  ].join('\n')}\n`;
