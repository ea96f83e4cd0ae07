import { join } from 'node:path';
import { applyPlan } from './apply';
import { checkParents } from './check-disk';
import { makeContents } from './contents';
import { readDisk } from './disk';
import type { Disk } from './disk';
import type { Circumstances } from './issue';
import { planSecrets } from './plan';
import type { Plan, PlanOptions } from './plan-types';
import { readContract } from './read-contract';
import type { NamedProject } from './read-contract';
import { reportFiles, reportNext } from './report';
import type { Line } from './report';
import { checkModes, checkSurroundings } from './surroundings';
import { wantedFiles } from './wanted';

/** What `secrets init` is asked, and what differs from run to run. */
export interface InitOptions extends Circumstances, PlanOptions {
  /** The deploy folder: it holds `hardened.json`. */
  readonly deploy: string;
  /** Id of one chart; all of them when absent. */
  readonly chart?: string;
}

/** What happened, in the order in which it is told. An `error` line means that the command fails. */
export type InitResult = readonly Line[];

interface Ready {
  readonly named: NamedProject;
  readonly disk: Disk;
  readonly plan: Plan;
}

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
      ...reportNext(plan, { compose: composeFolder(options.deploy, named.chart) }),
      ...checkSurroundings(options.deploy, named),
    ];
  });
}

function prepare(
  named: NamedProject,
  options: InitOptions,
): { readonly ready?: Ready; readonly problems?: readonly string[] } {
  const { chart, project } = named;
  const compose = composeFolder(options.deploy, chart);
  const blocked = checkParents([join(options.deploy, 'compose'), compose]);
  if (blocked.length > 0) return { problems: blocked };
  const disk = readDisk(
    join(compose, 'secrets'),
    wantedFiles(project).map(({ file }) => file),
  );
  const planned = planSecrets(chart, project, disk, options);
  return planned.problems ? { problems: planned.problems } : { ready: { named, disk, plan: planned.plan } };
}

function composeFolder(deploy: string, chart: string): string {
  return join(deploy, 'compose', chart);
}

function errors(problems: readonly string[]): readonly Line[] {
  return problems.map((text) => ({ kind: 'error', text }));
}
