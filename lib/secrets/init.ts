import { isFor } from '../model/settings';
import { applyPlan } from './apply';
import { makeContents } from './contents';
import type { Circumstances } from './issue';
import type { PlanOptions } from './plan-types';
import { composeFolder, prepare } from './prepare';
import { readContract } from './read-contract';
import { reportFiles, reportNext } from './report';
import type { Line } from './report';
import { checkModes, checkSurroundings } from './surroundings';

/** What `secrets init` is asked, and what differs from run to run. */
export interface InitOptions extends Circumstances, PlanOptions {
  /** The deploy folder: it holds `hardened.json`. */
  readonly deploy: string;
  /** Id of one chart; all of them when absent. */
  readonly chart?: string;
}

/** What happened, in the order in which it is told. An `error` line means that the command fails. */
export type InitResult = readonly Line[];

/**
 * Makes the secrets of the projects of a deploy folder: what is missing is made, what follows from something else is written
 * again where it no longer does, everything else is left alone. Nothing is written when anything stands in the way.
 */
export async function initSecrets(options: InitOptions): Promise<InitResult> {
  const contract = readContract(options.deploy, options.chart);
  if (contract.problems !== undefined) return errors(contract.problems);
  const looked = contract.projects.map((named) => prepare(named, options));
  const problems = looked.flatMap((one) => one.problems ?? []);
  if (problems.length > 0) return errors(problems);
  const ready = looked.flatMap((one) => one.ready ?? []);
  const contents: ReadonlyMap<string, string>[] = [];
  for (const { plan, disk } of ready) contents.push(await makeContents(plan, disk, options));
  return ready.flatMap(({ plan, named }, index) => {
    applyPlan(plan, contents[index] ?? new Map<string, string>());
    return [
      ...reportFiles(plan),
      ...checkModes(plan),
      ...reportNext(plan, {
        compose: isFor(named.project, 'compose') ? composeFolder(options.deploy, named.chart) : undefined,
      }),
      ...checkSurroundings(options.deploy, named),
    ];
  });
}

function errors(problems: readonly string[]): readonly Line[] {
  return problems.map((text) => ({ kind: 'error', text }));
}
