import { companionsOf, listenerAt } from '../../../model/companions';
import { groups, once } from '../../../model/once';
import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import type { Dependency, Service } from './types';

/** Whom a service waits for, and for what: health, or the end of what ends. */
export function dependsOn(project: Project, workload: Workload): Service['depends_on'] {
  const { kind, name, of } = workload;
  const callees = (opened(project).get(name) ?? [])
    .filter(({ start }) => start === 'after-ready')
    .map(({ to, port }) => listenerAt(project, to, port))
    .filter((callee) => asked(project).has(callee));
  const waits = [
    ...(kind === 'sidecar' && of !== undefined ? [[of, { condition: 'service_started' }] as const] : []),
    ...callees.map((callee) => [callee, { condition: 'service_healthy' }] as const),
    ...[...initsBefore(project, workload), ...jobsBefore(project, workload)].map(
      (done) => [done, { condition: 'service_completed_successfully' }] as const,
    ),
  ];
  const all = Object.fromEntries<Dependency>(waits);
  // The network that a sidecar is on ends with the container of its workload.
  const own = of === undefined ? undefined : all[of];
  if (of !== undefined && own) all[of] = { ...own, restart: true };
  return waits.length > 0 ? all : undefined;
}

/** Init containers that end before a workload starts; of an init container, the one before it, as in a pod. */
function initsBefore(project: Project, { kind, name, of }: Workload): readonly string[] {
  const inits = companionsOf(project, of ?? name).filter((companion) => companion.kind === 'init');
  const names = inits.map((init) => init.name);
  if (of === undefined) return names;
  const position = kind === 'init' ? names.indexOf(name) : 0;
  return names.slice(0, position).slice(-1);
}

/** Jobs whose work is done before a workload starts, and so before its first init container. */
function jobsBefore(project: Project, { kind, name, of, after }: Workload): readonly string[] {
  if (of === undefined) return after;
  const first = companionsOf(project, of).find((companion) => companion.kind === 'init');
  if (kind !== 'init' || first?.name !== name) return [];
  return project.workloads.find((owner) => owner.name === of)?.after ?? [];
}

/** Workloads that can be waited for. */
const asked = once(
  (project: Project) => new Set(project.workloads.filter(({ health }) => health).map(({ name }) => name)),
);

/** Edges by the service that opens them. */
const opened = once(({ edges }: Project) =>
  groups(
    edges.filter(({ waitsFor }) => waitsFor === undefined),
    ({ from, container }) => container ?? ('workload' in from ? from.workload : undefined),
  ),
);
