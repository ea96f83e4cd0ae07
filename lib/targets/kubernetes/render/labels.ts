import { exceptionText } from '../../../model/exception';
import { groups } from '../../../model/once';
import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import type { Labels, Metadata } from './types';

/** The domain of labels and annotations of our own. */
const PREFIX = 'cdk8s-hardened';

/** The label that isolates a pod when an operator overwrites it with `true`. */
const QUARANTINE = `${PREFIX}/quarantine`;

/** Labels of a namespaced object that belongs to the whole project. */
export const projectLabels = (project: Project): Labels => ({
  'app.kubernetes.io/part-of': project.name,
  'app.kubernetes.io/managed-by': PREFIX,
});

/** Labels of every object of a workload. */
const workloadLabels = (project: Project, workload: Workload): Labels => ({
  'app.kubernetes.io/name': workload.name,
  ...projectLabels(project),
  ...workload.labels,
});

/** Labels of a pod: it serves, and may be reached, as long as nobody isolates it. */
export const podLabels = (project: Project, workload: Workload): Labels => ({
  ...project.settings.labels,
  ...workloadLabels(project, workload),
  [QUARANTINE]: 'false',
});

/** Selects the pods of a workload that nobody isolated. Holds neither hashes nor versions: selectors cannot change. */
export const podSelector = (project: Pick<Project, 'name'>, name: string) => ({
  matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': project.name, [QUARANTINE]: 'false' },
});

/** Metadata of an object of a workload. */
export const workloadMetadata = (project: Project, workload: Workload, name = workload.name): Metadata => ({
  name,
  namespace: project.namespace.name,
  labels: workloadLabels(project, workload),
});

/**
 * Exceptions, for whoever reads the object: one annotation each. They stand on the workload and not on its pods, so a
 * reworded reason restarts nothing. Those of init containers and sidecars follow, by name.
 */
export function exceptionAnnotations(
  { exceptions }: Pick<Workload, 'exceptions'>,
  companions: readonly Pick<Workload, 'name' | 'exceptions'>[] = [],
): Labels | undefined {
  const all = [
    ...exceptions.map((one) => ({ control: one.control, text: exceptionText(one) })),
    ...companions.flatMap(({ name, exceptions: theirs }) =>
      theirs.map((one) => ({ control: one.control, text: `${name}: ${exceptionText(one)}` })),
    ),
  ];
  const texts = [...groups(all, ({ control }) => control)].map(
    ([control, same]) => [`${PREFIX}/exception.${control}`, same.map(({ text }) => text).join('; ')] as const,
  );
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}
