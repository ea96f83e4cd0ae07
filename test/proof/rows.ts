import { differences } from '../../lib/audit/differences';
import { CLUSTER_QUESTIONS } from '../cluster/questions';
import type { Answer } from '../engine/answers';
import { QUESTIONS } from '../engine/questions';

/** What one engine wrote down about one run. */
export interface Run {
  /** Name and version, such as `docker 26.1.5`. */
  readonly engine: string;
  readonly answers: readonly { readonly id: string; readonly answer: Answer | null }[];
}

/** One question with what both engines say to it. */
export interface Row {
  readonly id: string;
  readonly question: string;
  readonly controls: readonly string[];
  readonly docker: string;
  readonly kubernetes: string;
  /** What the row of README's differences is about, where the answers are not the same. */
  readonly difference: string;
}

interface Asked {
  readonly id: string;
  readonly question: string;
  readonly controls: readonly string[];
  readonly difference?: string;
  readonly notOnEngine?: string;
}

/** Every question, those that only a cluster can be asked last. */
export const asked: readonly Asked[] = [...QUESTIONS, ...CLUSTER_QUESTIONS];

/** The rows, and what is wrong with them: an empty cell, or a difference that nothing explains. */
export function rowsOf(docker: Run, kubernetes: Run): { readonly rows: readonly Row[]; readonly problems: string[] } {
  const known = new Map(differences().map(({ id, what }) => [id, what]));
  const problems: string[] = [];
  const rows = asked.map(({ id, question, controls, difference, notOnEngine }): Row => {
    const cells = {
      docker: notOnEngine === undefined ? cell(docker, id) : because(notOnEngine),
      kubernetes: cell(kubernetes, id),
    };
    for (const [engine, text] of Object.entries(cells)) if (text === '') problems.push(`${id}: no answer of ${engine}`);
    const what = difference === undefined ? '' : known.get(difference);
    if (what === undefined) problems.push(`${id}: lib/audit/differences.ts has no row '${difference}'`);
    const differ = cells.docker !== cells.kubernetes;
    if (differ && difference === undefined)
      problems.push(`${id}: docker: ${cells.docker}, kubernetes: ${cells.kubernetes}, and no difference is named`);
    if (!differ && difference !== undefined)
      problems.push(`${id}: both answer '${cells.docker}', and the difference '${difference}' is named`);
    return { id, question, controls, ...cells, difference: what ?? '' };
  });
  return { rows, problems };
}

/** Only the state: what was seen has addresses and times of its machine. A reason is the same everywhere. */
function cell({ answers }: Run, id: string): string {
  const answer = answers.find((one) => one.id === id)?.answer ?? undefined;
  if (answer === undefined) return '';
  return 'because' in answer ? because(answer.because) : answer.state === 'not held' ? '**not held**' : answer.state;
}

const because = (reason: string): string => `cannot be asked here because ${reason}`;
