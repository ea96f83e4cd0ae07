import type { Answer } from '../../engine/answers';
import type { QuestionId } from '../questions';
import type { Running } from '../running';
import { outside, pairs } from './edges';
import { comesUp, counts, redisLost, web1Lost } from './life';
import { ownSecrets, processes, writable } from './processes';
import { redisRights, webTls } from './talk';

/** How each question is put; the same for every engine. */
export const ASKS: Readonly<Record<QuestionId, (running: Running) => Promise<Answer>>> = {
  'comes-up': comesUp,
  counts,
  pairs,
  outside,
  processes,
  writable,
  'own-secrets': ownSecrets,
  'web-tls': webTls,
  'redis-rights': redisRights,
  'web1-lost': web1Lost,
  'redis-lost': redisLost,
};
