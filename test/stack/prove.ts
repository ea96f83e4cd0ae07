import { oneLine } from '../engine/answers';
import { isEnding } from '../engine/run/undo';
import { ask, isOpen, isWanted, type Judged, type Program, type Wanted } from './judge';

/** Answers that say nothing about what was asked. */
const NO_PROOF = /could not be asked|nothing is proved/;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What was broken, and the questions that must notice, by id. */
export interface Weakness {
  readonly name: string;
  readonly red: readonly string[];
}

/** Asks what must notice, in the order of the list, and says of each whether it did. */
export async function notices<R>(
  program: Program<R>,
  running: R,
  weaknesses: readonly Weakness[],
  wanted: Wanted,
): Promise<Judged> {
  let [passed, failed] = [0, 0];
  for (const { id } of program.questions.filter((question) => isWanted(wanted, question.id))) {
    for (const { name } of weaknesses.filter(({ red }) => red.includes(id))) {
      if (isEnding()) return { passed, failed: failed + 1 };
      const answer = await ask(program, id, running);
      const seen = 'seen' in answer ? answer.seen : answer.because;
      const noticed = answer.state === 'not held' && !NO_PROOF.test(seen);
      say(`${noticed ? 'noticed    ' : 'NOT NOTICED'}  ${name}: ${id}\n             ${answer.state}: ${oneLine(seen)}`);
      if (noticed) passed += 1;
      else failed += 1;
    }
  }
  return { passed, failed };
}

/** Questions of a program that no weakness is for; what is open on an engine anyway needs none. */
export function unproved<R>(
  program: Program<R>,
  engine: string,
  weaknesses: readonly Weakness[],
  wanted: Wanted,
): Judged {
  const without = program.questions.filter(
    (question) =>
      isWanted(wanted, question.id) &&
      !isOpen(question, engine) &&
      !weaknesses.some(({ red }) => red.includes(question.id)),
  );
  for (const { id } of without) say(`NOT NOTICED  ${id}: no way to break it is known`);
  return { passed: 0, failed: without.length };
}
