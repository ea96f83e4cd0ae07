import type { BuildSource } from './image';
import { once } from './once';
import type { Project } from './project';
import type { Workload } from './workload';

/** A workload that is run from its sources, with the host port of its inspector. */
export interface Developed {
  readonly workload: Workload;
  readonly build: BuildSource;
  readonly inspector: number;
}

/** First host port of inspectors where the program says nothing: Node's own. */
export const INSPECTOR = 9229;

/** The workloads of a project that are run from their sources in development: services that are built here. */
export const developedIn = once((project: Project): readonly Developed[] => {
  const all = project.workloads.flatMap((workload) => {
    const { image, run, development = project.settings.development !== undefined } = workload;
    return image.build && !run && development !== false ? [{ workload, build: image.build, development }] : [];
  });
  const first = project.settings.development?.inspector ?? INSPECTOR;
  const counted = all.filter(({ development }) => development === true);
  return all.map(({ workload, build, development }) => ({
    workload,
    build,
    inspector:
      typeof development === 'object'
        ? development.inspector
        : first + counted.findIndex((one) => one.workload === workload),
  }));
});
