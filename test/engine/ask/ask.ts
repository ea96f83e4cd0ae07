import type { Answer } from '../answers';
import type { Stack } from '../docker/stack';

/** How one question is put to the engine. */
export type Ask = (stack: Stack) => Promise<Answer>;
