import type { Answer } from '../../engine/answers';
import type { Program } from '../../stack/judge';
import { DEPOT_QUESTIONS, type DepotQuestionId } from '../questions';
import type { Depot } from '../running';
import { outside, pairs, stranger } from './edges';
import { cron, jobFirst, heartbeat } from './life';
import { atFile, processes, writable } from './places';
import { queueRefuses, workDone } from './queue';
import { plainText, verified } from './tls';

/** How each question is put; the same for every engine. */
const asks: Readonly<Record<DepotQuestionId, (running: Depot) => Promise<Answer>>> = {
  'depot/service-plain-text': plainText,
  'depot/service-verified': verified,
  'depot/service-stranger': stranger,
  'depot/pairs': pairs,
  'depot/job-first': jobFirst,
  'depot/processes': processes,
  'depot/writable': writable,
  'depot/at-file': atFile,
  'depot/work-done': workDone,
  'depot/queue-refuses': queueRefuses,
  'depot/outside': outside,
  'depot/cron': cron,
  'depot/heartbeat': heartbeat,
};

export const DEPOT: Program<Depot> = { name: 'the program of the tests', questions: DEPOT_QUESTIONS, asks };
