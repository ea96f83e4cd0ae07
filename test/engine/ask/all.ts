import type { QuestionId } from '../questions';
import type { Ask } from './ask';
import { otherName } from './client';
import { restartsItsReader } from './configuration';
import { development } from './develop';
import { kill, memoryExceeded, reconnects, restart, stopInTime, stopUnderLoad } from './life';
import { networks } from './networks';
import { secretFiles, temporaryFiles, writablePlaces } from './places';
import * as reach from './reach';
import * as redis from './redis';
import { pubSubPreset, queuePreset } from './redis-presets';
import { rotation } from './rotate';
import { imageAsDeclared, noSecretInSight, publishedNarrowly, readmeRuns, sessionKept } from './session';
import * as values from './values';
import { wayOut } from './way-out';

/** How each question is put to a Docker engine. One that is missing here does not compile. */
export const ASKS: Readonly<Record<QuestionId, Ask>> = {
  'readme-runs': readmeRuns,
  'session-kept': sessionKept,
  'published-narrowly': publishedNarrowly,
  'image-as-declared': imageAsDeclared,
  'no-secret-in-sight': noSecretInSight,
  'redis-plain-text': redis.plainText,
  'redis-other-authority': redis.otherAuthority,
  'redis-old-tls': redis.oldTls,
  'redis-no-password': redis.noPassword,
  'redis-wrong-password': redis.wrongPassword,
  'redis-default-user': redis.defaultUser,
  'redis-other-keys': redis.otherKeys,
  'redis-scan': redis.scan,
  'redis-keys': redis.keys,
  'redis-flushall': redis.flush,
  'redis-config': redis.config,
  'redis-acl': redis.acl,
  'redis-function': redis.functions,
  'redis-tracking': redis.tracking,
  'redis-queue-preset': queuePreset,
  'redis-pub-sub-preset': pubSubPreset,
  'redis-health-user': redis.healthUser,
  'client-other-name': otherName,
  'value-user': values.user,
  'value-read-only-root': values.readOnlyRoot,
  'value-capabilities': values.capabilities,
  'value-no-new-privileges': values.noNewPrivileges,
  'value-seccomp': values.seccomp,
  'value-memory': values.memory,
  'value-swap': values.swap,
  'value-cpu': values.cpu,
  'value-pids': values.pids,
  'value-writable-places': writablePlaces,
  'value-temporary-files': temporaryFiles,
  'value-secret-files': secretFiles,
  'value-networks': networks,
  'value-isolation': values.isolation,
  'value-health': values.health,
  'value-keeping': values.keeping,
  'reach-redis': reach.redisByName,
  'reach-outside': reach.outside,
  'reach-metadata': reach.metadata,
  'reach-outside-datagram': reach.datagram,
  'reach-names': reach.names,
  'reach-stranger': reach.stranger,
  'reach-reverse': reach.reverse,
  'reach-one-way': reach.oneWay,
  'reach-host': reach.host,
  'way-out-declared': wayOut,
  'kill-keeps-data': kill,
  'restart-keeps-data': restart,
  'application-reconnects': reconnects,
  'rotation-loses-nothing': rotation,
  'stop-loses-nothing': stopUnderLoad,
  'stop-in-time': stopInTime,
  'memory-exceeded': memoryExceeded,
  'config-restarts-its-reader': restartsItsReader,
  'development-overlay': development,
};
