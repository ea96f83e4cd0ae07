import { notHeld, oneLine, type Answer } from '../engine/answers';
import { step } from '../engine/run/steps';
import { isEnding } from '../engine/run/undo';
import { addAnswers } from './answers-file';
import type { StackQuestion } from './questions';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A program with what is asked of it, `R` being how the questions see it run. */
export interface Program<R> {
  readonly name: string;
  /** Their ids begin with the name of the project and a slash. */
  readonly questions: readonly StackQuestion[];
  readonly asks: Readonly<Record<string, (running: R) => Promise<Answer>>>;
}

export interface Judged {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Judged = { passed: 0, failed: 0 };
export const sum = (all: readonly Judged[]): Judged =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), NOTHING);

/** Ids of questions, all where there is none; and whether the programs are weakened, which must be noticed. */
export interface Wanted {
  readonly only: readonly string[];
  readonly proving: boolean;
}

export const isWanted = ({ only }: Wanted, id: string): boolean => only.length === 0 || only.includes(id);

/** The part of a program that an engine can be asked. */
export const askedOn = <R>(engine: 'engine' | 'cluster', program: Program<R>): Program<R> => ({
  ...program,
  questions: program.questions.filter(
    ({ notOnEngine, notOnCluster }) => (engine === 'engine' ? notOnEngine : notOnCluster) === undefined,
  ),
});

/** Whether a question is known to be answered otherwise on an engine, by the name of that. */
export const isOpen = ({ openOn }: StackQuestion, engine: string): boolean =>
  openOn === (engine.startsWith('docker') ? 'engine' : 'cluster');

/** A question that cannot be put is not held. */
export async function ask<R>({ asks }: Program<R>, id: string, running: R): Promise<Answer> {
  const put = asks[id];
  if (put === undefined) return notHeld('nobody knows how to ask');
  return step(id, () => put(running)).catch((error: unknown) => notHeld(`could not be asked: ${String(error)}`));
}

/** Asks one after the other, and prints each answer. What was not asked has failed. */
export async function judgeAll<R>(program: Program<R>, engine: string, running: R, wanted: Wanted): Promise<Judged> {
  const questions = program.questions.filter(({ id }) => isWanted(wanted, id));
  const answers = new Map<string, Answer>();
  for (const { id } of questions) {
    if (isEnding()) break;
    answers.set(id, await ask(program, id, running));
  }
  say(`\n${program.name} on ${engine}`);
  for (const { id, question } of questions) {
    const answer = answers.get(id) ?? notHeld('not asked');
    say(`${id.padEnd(24)} ${answer.state.padEnd(8)}  ${question}`);
    say(`${' '.repeat(35)}${oneLine('seen' in answer ? answer.seen : answer.because)}`);
  }
  addAnswers(engine, questions, answers);
  const isRight = (question: StackQuestion): boolean => {
    const state = answers.get(question.id)?.state;
    return state === 'held' || (state === 'recorded' && isOpen(question, engine));
  };
  const passed = questions.filter(isRight).length;
  return { passed, failed: questions.length - passed };
}
