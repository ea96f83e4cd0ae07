import { differences } from '../../lib/audit/differences';
import { BESIDE_QUESTIONS } from '../beside/questions';
import { CLUSTER_QUESTIONS } from '../cluster/questions';
import type { Answer } from '../engine/answers';
import { DEPOT_QUESTIONS } from '../depot/questions';
import { QUESTIONS } from '../engine/questions';
import { VISITS_QUESTIONS } from '../stack/questions';

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
  readonly notOnCluster?: string;
}

/** A program and what is asked of it. */
export interface Group {
  readonly title: string;
  /** What the program is, in Markdown. */
  readonly about: string;
  readonly asked: readonly Asked[];
}

export const groups: readonly Group[] = [
  {
    title: 'Example 01',
    about:
      "[A Node service and Redis](../examples/01-node-redis/main.ts), by README's own commands: [questions](../test/engine/questions.ts). What only a cluster can be asked comes last.",
    asked: [...QUESTIONS, ...CLUSTER_QUESTIONS],
  },
  {
    title: 'Example 03',
    about:
      "[nginx, two web servers and Redis](../examples/03-real-stack/README.md), by its README's own commands: [questions](../test/stack/questions.ts).",
    asked: VISITS_QUESTIONS,
  },
  {
    title: 'What the examples have not',
    about:
      'TLS between services, a worker, a migration that a service waits for, a cron job, a file at a place of its own, a Redis of somebody else: [program](../test/depot/program.ts), [questions](../test/depot/questions.ts).',
    asked: DEPOT_QUESTIONS,
  },
  {
    title: 'What is beside a workload, and where it goes',
    about:
      'An init container, sidecars of a workload and of Redis, a workload that scales, a block of addresses outside and a database of somebody else: [program](../test/beside/program.ts), [questions](../test/beside/questions.ts).',
    asked: BESIDE_QUESTIONS,
  },
];

/** Every question, in the order of the page. */
export const asked: readonly Asked[] = groups.flatMap((group) => group.asked);

/** The rows, and what is wrong with them: an empty cell, or a difference that nothing explains. */
export function rowsOf(docker: Run, kubernetes: Run): { readonly rows: readonly Row[]; readonly problems: string[] } {
  const known = new Map(differences().map(({ id, what }) => [id, what]));
  const problems: string[] = [];
  const rows = asked.map(({ id, question, controls, difference, notOnEngine, notOnCluster }): Row => {
    const cells = {
      docker: notOnEngine === undefined ? cell(docker, id) : because(notOnEngine),
      kubernetes: notOnCluster === undefined ? cell(kubernetes, id) : because(notOnCluster),
    };
    for (const [engine, text] of Object.entries(cells)) if (text === '') problems.push(`${id}: no answer of ${engine}`);
    const what = difference === undefined ? '' : known.get(difference);
    if (what === undefined) problems.push(`${id}: lib/audit/differences.ts has no row '${difference}'`);
    const differ = cells.docker !== cells.kubernetes;
    if (differ && difference === undefined && notOnCluster === undefined)
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
