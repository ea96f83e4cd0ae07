import { QUESTIONS, type QuestionId } from './questions';

/** What an engine says to a question. The words are those of the report. */
export type Answer =
  | { readonly state: 'held' | 'not held' | 'recorded'; readonly seen: string }
  | { readonly state: 'cannot be asked here'; readonly because: string };

export type Answers = ReadonlyMap<QuestionId, Answer>;

export const held = (seen: string): Answer => ({ state: 'held', seen });
export const notHeld = (seen: string): Answer => ({ state: 'not held', seen });
export const recorded = (seen: string): Answer => ({ state: 'recorded', seen });
export const cannot = (because: string): Answer => ({ state: 'cannot be asked here', because });

/** Held if there is no problem; what was seen in either case. */
export const judged = (problems: readonly string[], seen: string): Answer =>
  problems.length === 0 ? held(seen) : notHeld(problems.join('; '));

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A question without an answer has failed, and so has one that was to be judged and was only recorded. */
export function isFailure(id: QuestionId, answer: Answer | undefined): boolean {
  const question = QUESTIONS.find((candidate) => candidate.id === id);
  if (answer === undefined || answer.state === 'not held') return true;
  return answer.state === 'recorded' && question?.expect !== 'recorded';
}

/** `asked` are the questions that were to be asked. */
export function count(answers: Answers, asked: typeof QUESTIONS = QUESTIONS): Count {
  const failed = asked.filter(({ id }) => isFailure(id, answers.get(id))).length;
  const skipped = asked.filter(({ id }) => answers.get(id)?.state === 'cannot be asked here').length;
  return { passed: asked.length - failed - skipped, failed, skipped };
}

export function table(answers: Answers, asked: typeof QUESTIONS = QUESTIONS): string {
  const rows = asked.map(({ id, question }) => {
    const answer = answers.get(id);
    const text =
      answer === undefined ? 'neither an answer nor a reason' : 'seen' in answer ? answer.seen : answer.because;
    return [id, answer?.state ?? 'no answer', question, text] as const;
  });
  const width = Math.max(...rows.map(([id]) => id.length));
  return rows
    .map(
      ([id, state, question, text]) =>
        `${id.padEnd(width)}  ${state.padEnd(8)}  ${question}\n${' '.repeat(width + 12)}${oneLine(text)}`,
    )
    .join('\n');
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 400);

/** For tools: the list with its answers. */
export const asJson = (engine: string, answers: Answers): string =>
  `${JSON.stringify({ engine, answers: QUESTIONS.map((q) => ({ ...q, answer: answers.get(q.id) ?? null })) }, null, 2)}\n`;
