import type { Answer } from '../../engine/answers';
import type { Program } from '../judge';
import { VISITS_QUESTIONS, type VisitsQuestionId } from '../questions';
import type { Visits } from '../running';
import { outside, pairs } from './edges';
import { comesUp, counts, redisLost, web1Lost } from './life';
import { ownSecrets, processes, writable } from './processes';
import { redisRights, webTls } from './talk';

/** How each question is put; the same for every engine. */
const asks: Readonly<Record<VisitsQuestionId, (running: Visits) => Promise<Answer>>> = {
  'visits/comes-up': comesUp,
  'visits/counts': counts,
  'visits/pairs': pairs,
  'visits/outside': outside,
  'visits/processes': processes,
  'visits/writable': writable,
  'visits/own-secrets': ownSecrets,
  'visits/web-tls': webTls,
  'visits/redis-rights': redisRights,
  'visits/web1-lost': web1Lost,
  'visits/redis-lost': redisLost,
};

export const VISITS: Program<Visits> = { name: 'example 03', questions: VISITS_QUESTIONS, asks };
