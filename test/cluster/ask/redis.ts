import * as redis from '../../engine/ask/redis';
import { pubSubPreset, queuePreset } from '../../engine/ask/redis-presets';
import type { Ask as AskEngine } from '../../engine/ask/ask';
import type { Ask } from './cluster';
import { asStack } from './stack';

/** The engine's own question, put to the cluster. */
const same =
  (ask: AskEngine): Ask =>
  (cluster) =>
    ask(asStack(cluster));

export const redisAsks = {
  'redis-plain-text': same(redis.plainText),
  'redis-other-authority': same(redis.otherAuthority),
  'redis-old-tls': same(redis.oldTls),
  'redis-no-password': same(redis.noPassword),
  'redis-wrong-password': same(redis.wrongPassword),
  'redis-default-user': same(redis.defaultUser),
  'redis-other-keys': same(redis.otherKeys),
  'redis-scan': same(redis.scan),
  'redis-keys': same(redis.keys),
  'redis-flushall': same(redis.flush),
  'redis-config': same(redis.config),
  'redis-acl': same(redis.acl),
  'redis-function': same(redis.functions),
  'redis-tracking': same(redis.tracking),
  'redis-queue-preset': same(queuePreset),
  'redis-pub-sub-preset': same(pubSubPreset),
  'redis-health-user': same(redis.healthUser),
} as const satisfies Readonly<Record<string, Ask>>;
