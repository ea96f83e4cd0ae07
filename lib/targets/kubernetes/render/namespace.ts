import type { Project } from '../../../model/project';
import { isRoot } from './is-root';
import { exceptionAnnotations, projectLabels } from './labels';
import type { KubernetesObject, Labels, NetworkPolicySpec } from './types';

/** Levels of the Pod Security Standards, strictest first. */
type Level = 'restricted' | 'baseline' | 'privileged';

/** The strictest level that admits every pod of the project. */
function admittedLevel(project: Project): Level {
  const postures = project.workloads.map((workload) => workload.posture);
  if (postures.some((posture) => posture.seccompUnconfined)) return 'privileged';
  const lowered = postures.some((posture) => posture.defaultCapabilities || posture.privilegeEscalation);
  return lowered || project.workloads.some(isRoot) ? 'baseline' : 'restricted';
}

/** The Namespace, whose labels have the API server refuse pods that are less hardened than ours. */
export function namespaceObject(project: Project): KubernetesObject {
  const level = admittedLevel(project);
  const labels: Labels = {
    'app.kubernetes.io/managed-by': 'cdk8s-hardened',
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  };
  const annotations = exceptionAnnotations({ exceptions: chartExceptions(project) });
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: project.namespace.name, labels, annotations },
  };
}

const chartExceptions = (project: Project) => project.exceptions.filter((exception) => exception.project);

/** Denies every connection of every pod; other policies allow the declared edges one by one. */
export function defaultDenyObject(project: Project): KubernetesObject & { readonly spec: NetworkPolicySpec } {
  const ours = { matchLabels: { 'app.kubernetes.io/part-of': project.name } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: defaultDenyName(project),
      namespace: project.namespace.name,
      labels: projectLabels(project),
      // Without a Namespace of our own this is the one object of the whole project.
      annotations: project.namespace.owned ? undefined : exceptionAnnotations({ exceptions: chartExceptions(project) }),
    },
    spec: { podSelector: project.namespace.owned ? {} : ours, policyTypes: ['Ingress', 'Egress'] },
  };
}

/** A namespace that is shared holds one such policy per project. */
export const defaultDenyName = (project: Pick<Project, 'namespace' | 'name'>): string =>
  project.namespace.owned ? 'default-deny' : `default-deny-${project.name}`;
