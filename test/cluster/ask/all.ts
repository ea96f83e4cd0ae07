import { cannot } from '../../engine/answers';
import { QUESTIONS, type QuestionId } from '../../engine/questions';
import { otherName } from './client';
import type { Ask } from './cluster';
import { kill, memoryExceeded, reconnects, restart, stopInTime, stopUnderLoad } from './life';
import { configChange } from './operations';
import { secretFiles, temporaryFiles, writablePlaces } from './places';
import * as reach from './reach';
import { redisAsks } from './redis';
import { rotation } from './rotate';
import { imageAsDeclared, noSecretInSight, publishedNarrowly, readmeRuns, sessionKept } from './session';
import * as values from './values';
import { wayOut } from './way-out';

const notHere =
  (id: QuestionId): Ask =>
  () =>
    Promise.resolve(cannot(QUESTIONS.find((question) => question.id === id)?.notOnCluster ?? 'nobody knows how'));

/** How each question is put to a cluster. One that is missing here does not compile. */
export const ASKS: Readonly<Record<QuestionId, Ask>> = {
  'readme-runs': readmeRuns,
  'session-kept': sessionKept,
  'published-narrowly': publishedNarrowly,
  'image-as-declared': imageAsDeclared,
  'no-secret-in-sight': noSecretInSight,
  ...redisAsks,
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
  'value-networks': values.networks,
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
  'config-restarts-its-reader': configChange,
  'development-overlay': notHere('development-overlay'),
};

/** Known to be open in Kubernetes, and not in Compose: README's table of differences has a line for each. */
export const OPEN_HERE: readonly QuestionId[] = ['reach-names'];

/** Open in Compose, which only records it; here it must hold. */
export const HELD_HERE: readonly QuestionId[] = ['reach-reverse', 'reach-one-way', 'config-restarts-its-reader'];
