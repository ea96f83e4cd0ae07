import { exceptionText, type Exception } from '../../../model/exception';
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
 * reworded reason restarts nothing.
 */
export const exceptionAnnotations = (exceptions: readonly Exception[]): Labels | undefined =>
  exceptions.length === 0
    ? undefined
    : Object.fromEntries(exceptions.map((one) => [`${PREFIX}/exception.${one.control}`, exceptionText(one)]));
