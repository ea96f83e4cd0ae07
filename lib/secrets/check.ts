import { pendingOf } from './kubernetes-left';
import type { PlanOptions } from './plan-types';
import { prepare } from './prepare';
import { readContract } from './read-contract';
import type { Line } from './report';
import { halfDone } from './rotation';

/** What `secrets check` is asked. */
export interface CheckOptions extends PlanOptions {
  /** The deploy folder: it holds `hardened.json`. */
  readonly deploy: string;
  /** Id of one chart; all of them when absent. */
  readonly chart?: string;
}

/** Says what `secrets init` would change, what is missing, and which rotation is half done. Changes nothing. */
export function checkFolder(options: CheckOptions): { readonly lines: readonly Line[]; readonly findings: number } {
  const contract = readContract(options.deploy, options.chart);
  if (contract.problems !== undefined) return { lines: errors(contract.problems), findings: 0 };
  const looked = contract.projects.map((named) => prepare(named, options));
  const problems = looked.flatMap((one) => one.problems ?? []);
  if (problems.length > 0) return { lines: errors(problems), findings: 0 };
  const all = looked.flatMap(({ ready }) => ready ?? []);
  const found = all.flatMap(({ plan }) => [
    ...pendingOf(plan).map((text) => `${plan.chart}: ${text}: run secrets init`),
    ...plan.steps
      .filter(({ action }) => action === 'missing')
      .map(({ file }) => `${plan.chart}/${file}: missing: somebody else makes it`),
    ...plan.rotations.map((rotation) => `${plan.chart}/${halfDone(rotation)}`),
  ]);
  const quiet = all.map(({ plan }): Line => ({ kind: 'kept', text: `${plan.chart}: as secrets init leaves it` }));
  return {
    lines: found.length === 0 ? quiet : found.map((text) => ({ kind: 'missing', text })),
    findings: found.length,
  };
}

const errors = (problems: readonly string[]): readonly Line[] => problems.map((text) => ({ kind: 'error', text }));
