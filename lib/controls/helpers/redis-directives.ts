import type { RedisServer } from '../subject';
import { directive } from './redis-text';

/** What the library writes. Values that matter are judged by the two controls of Redis. */
const written = [
  ...['bind', 'protected-mode', 'port', 'tls-port', 'tls-cert-file', 'tls-key-file', 'tls-ca-cert-file'],
  ...['tls-auth-clients', 'tls-protocols', 'aclfile', 'dir', 'appendonly', 'save'],
  ...['maxmemory', 'maxmemory-policy', 'maxclients', 'maxmemory-clients'],
];

/**
 * What is tuned without opening anything: how much, how often, how long, and in which form values are kept. Left out are
 * files, code and users from elsewhere, other servers, other doors, other names of commands, and notifications, which
 * tell the names of keys.
 */
const harmless = [
  // connections
  ...['timeout', 'tcp-keepalive', 'tcp-backlog', 'databases', 'io-threads'],
  ...['client-output-buffer-limit', 'client-query-buffer-limit', 'proto-max-bulk-len'],
  ...['tls-ciphers', 'tls-ciphersuites', 'tls-prefer-server-ciphers'],
  ...['tls-session-caching', 'tls-session-cache-size', 'tls-session-cache-timeout'],
  // memory
  ...['maxmemory-samples', 'maxmemory-eviction-tenacity', 'lfu-log-factor', 'lfu-decay-time', 'active-expire-effort'],
  ...['lazyfree-lazy-eviction', 'lazyfree-lazy-expire', 'lazyfree-lazy-server-del'],
  ...['lazyfree-lazy-user-del', 'lazyfree-lazy-user-flush', 'activerehashing', 'activedefrag'],
  ...['active-defrag-ignore-bytes', 'active-defrag-threshold-lower', 'active-defrag-threshold-upper'],
  ...['active-defrag-cycle-min', 'active-defrag-cycle-max', 'active-defrag-max-scan-fields'],
  ...['hash-max-listpack-entries', 'hash-max-listpack-value', 'hash-max-ziplist-entries', 'hash-max-ziplist-value'],
  ...['list-max-listpack-size', 'list-max-ziplist-size', 'list-compress-depth'],
  ...['set-max-intset-entries', 'set-max-listpack-entries', 'set-max-listpack-value'],
  ...['zset-max-listpack-entries', 'zset-max-listpack-value', 'zset-max-ziplist-entries', 'zset-max-ziplist-value'],
  ...['hll-sparse-max-bytes', 'stream-node-max-bytes', 'stream-node-max-entries'],
  // disk
  ...['appendfsync', 'no-appendfsync-on-rewrite', 'auto-aof-rewrite-percentage', 'auto-aof-rewrite-min-size'],
  ...['aof-load-truncated', 'aof-use-rdb-preamble', 'aof-rewrite-incremental-fsync', 'aof-timestamp-enabled'],
  ...['rdbcompression', 'rdbchecksum', 'rdb-save-incremental-fsync', 'stop-writes-on-bgsave-error'],
  // time, and what is seen of it
  ...['hz', 'dynamic-hz', 'shutdown-timeout', 'busy-reply-threshold', 'lua-time-limit', 'loglevel'],
  ...['latency-monitor-threshold', 'latency-tracking', 'latency-tracking-info-percentiles'],
  ...['slowlog-log-slower-than', 'slowlog-max-len', 'acllog-max-len'],
];

/** Users beside the ACL file: `redis-least-privilege` refuses them. */
const usersBeside = ['user', 'requirepass'];

const known: ReadonlySet<string> = new Set([...written, ...harmless, ...usersBeside]);

/** Names of directives, of the configuration and the command line, that are on no list: each once, in order. */
export const strangeDirectives = (server: RedisServer): readonly string[] => [
  ...new Set([...server.directives, ...server.overrides].map(([name]) => name).filter((name) => !known.has(name))),
];

/** A cipher of the list that encrypts nothing or next to nothing, or knows nobody; `undefined` where there is none. */
export const weakCipher = (server: RedisServer): string | undefined =>
  (directive(server, 'tls-ciphers') ?? '')
    .split(/[\s:,]+/)
    .find((cipher) => !/^[!-]/.test(cipher) && (weak.test(cipher) || /^\+?ALL$/i.test(cipher)));

const weak = /NULL|ADH|AECDH|EXP|LOW|RC[24]|DES|MD5|COMPLEMENTOF|@SECLEVEL=[01]$/i;
