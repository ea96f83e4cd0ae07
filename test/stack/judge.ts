import { notHeld, oneLine, type Answer } from '../engine/answers';
import { step } from '../engine/run/steps';
import { isEnding } from '../engine/run/undo';
import { ASKS } from './ask/all';
import { QUESTIONS } from './questions';
import type { Running } from './running';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

export interface Judged {
  readonly passed: number;
  readonly failed: number;
}

export const isAsked = (id: string): boolean => QUESTIONS.some((question) => question.id === id);

/** Asks one after the other, and prints each answer. What was not asked has failed. */
export async function judgeAll(running: Running, only: readonly string[]): Promise<Judged> {
  const wanted = QUESTIONS.filter(({ id }) => only.length === 0 || only.includes(id));
  const answers = new Map<string, Answer>();
  for (const { id } of wanted) {
    if (isEnding()) break;
    const answer = await step(id, () => ASKS[id](running)).catch((error: unknown) =>
      notHeld(`could not be asked: ${String(error)}`),
    );
    answers.set(id, answer);
  }
  say(`\nexample 03 on ${running.engine}`);
  for (const { id, question } of wanted) {
    const answer = answers.get(id) ?? notHeld('not asked');
    say(`${id.padEnd(13)} ${answer.state.padEnd(8)}  ${question}`);
    say(`${' '.repeat(24)}${oneLine('seen' in answer ? answer.seen : answer.because)}`);
  }
  const passed = wanted.filter(({ id }) => answers.get(id)?.state === 'held').length;
  return { passed, failed: wanted.length - passed };
}
