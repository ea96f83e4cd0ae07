import { developedIn } from '../model/development';
import type { Problem } from '../model/problem';
import type { Project } from '../model/project';
import { isFor } from '../model/settings';

type Text = Omit<Problem, 'path'>;

/** Inspectors of a project that want a host port which is taken, and programs that Node cannot watch. */
export function checkDevelopment(project: Project): readonly Text[] {
  if (!isFor(project.settings, 'compose')) return [];
  const developed = developedIn(project);
  const doors = project.exposures.map(({ workload, published }) => ({ name: workload, port: published }));
  const inspectors = developed.map(({ workload, inspector }) => ({ name: workload.name, port: inspector }));
  return [
    ...inspectors.flatMap(({ name, port }, index) => {
      const other = [...doors, ...inspectors.slice(0, index)].find((before) => before.port === port);
      return other === undefined
        ? []
        : [
            {
              prop: 'development.inspector',
              got: `${port} for ${name}, which ${other.name} publishes`,
              allowed: 'a host port of its own',
              fix: `set development: { inspector: … } on ${name}, or on the chart`,
            },
          ];
    }),
    ...developed
      .filter(({ workload }) => workload.development === undefined && (workload.command?.[0] ?? 'node') !== 'node')
      .map(({ workload }) => ({
        prop: 'development',
        got: `${workload.command?.[0]} on ${workload.name}`,
        allowed: "a command that begins with 'node'",
        fix: `set development: false on ${workload.name}: only Node can watch`,
      })),
  ];
}
