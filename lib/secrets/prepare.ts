import { join } from 'node:path';
import { checkParents } from './check-disk';
import { readDisk } from './disk';
import type { Disk } from './disk';
import { planSecrets } from './plan';
import type { Plan, PlanOptions } from './plan-types';
import type { NamedProject } from './read-contract';
import { besideFiles } from './rotation';
import { wantedFiles } from './wanted';

/** A project whose folder of secrets was looked at, and what is to be done there. */
export interface Ready {
  readonly named: NamedProject;
  readonly disk: Disk;
  readonly plan: Plan;
}

/** A project ready for its plan, or everything that stands in the way. */
export type Prepared =
  | { readonly ready: Ready; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly ready?: undefined };

/** Looks at the secrets of one project of a deploy folder. Changes nothing, follows no link. */
export function prepare(named: NamedProject, options: PlanOptions & { readonly deploy: string }): Prepared {
  const { chart, project } = named;
  const compose = composeFolder(options.deploy, chart);
  const blocked = checkParents([join(options.deploy, 'compose'), compose]);
  if (blocked.length > 0) return { problems: blocked };
  const wanted = wantedFiles(project);
  const files = [...wanted, ...besideFiles(wanted)].map(({ file }) => file);
  const disk = readDisk(join(compose, 'secrets'), files);
  const planned = planSecrets(chart, project, disk, options);
  return planned.problems ? { problems: planned.problems } : { ready: { named, disk, plan: planned.plan } };
}

/** The folder of a Compose project. */
export function composeFolder(deploy: string, chart: string): string {
  return join(deploy, 'compose', chart);
}
