import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Answer } from '../engine/answers';
import type { Question } from '../engine/questions';

interface Answered extends Question {
  readonly answer: Answer | null;
}

/** The file that an engine's answers go to. */
const fileOf = (engine: string): string | undefined =>
  process.env[engine.startsWith('docker') ? 'ENGINE_ANSWERS' : 'CLUSTER_ANSWERS'];

/** Adds answers to those that the run of example 01 wrote. */
export function addAnswers(engine: string, asked: readonly Question[], answers: ReadonlyMap<string, Answer>): void {
  const file = fileOf(engine);
  if (!file) return;
  const before = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly answers: readonly Answered[] }).answers
    : [];
  const now = asked.map((question) => ({ ...question, answer: answers.get(question.id) ?? null }));
  const kept = before.filter(({ id }) => !now.some((one) => one.id === id));
  writeFileSync(file, `${JSON.stringify({ engine, answers: [...kept, ...now] }, null, 2)}\n`);
}
