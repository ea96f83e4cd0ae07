import { companionsOf, portsOf } from '../../../model/companions';
import type { Project } from '../../../model/project';
import type { Scale, Workload } from '../../../model/workload';
import { podSelector, workloadMetadata } from './labels';
import type { KubernetesObject } from './types';
import { configMapName } from './volumes';
import { workloadKind } from './workload';

/** A ServiceAccount of its own, without a token: an identity that can do nothing. */
export const serviceAccountObject = (
  project: Project,
  workload: Workload,
): KubernetesObject & { readonly automountServiceAccountToken: false } => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: workloadMetadata(project, workload),
  automountServiceAccountToken: false,
});

/** Configuration files. */
export const configMapObject = (
  project: Project,
  workload: Workload,
): KubernetesObject & { readonly data: Readonly<Record<string, string>> } => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: workloadMetadata(project, workload, configMapName(workload.name)),
  data: Object.fromEntries(workload.files.map(({ name, content }) => [name, content])),
});

/** The name that callers resolve. Headless where there is one pod with data, with or without storage: the field cannot change later. */
export const serviceObject = (project: Project, workload: Workload): KubernetesObject & { readonly spec: object } => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: workloadMetadata(project, workload),
  spec: {
    type: 'ClusterIP',
    clusterIP: workload.storage || workload.kind === 'redis' ? 'None' : undefined,
    selector: podSelector(project, workload.name).matchLabels,
    ports: portsOf(project, workload).map(({ name, number }) => ({
      name,
      port: number,
      targetPort: name,
      protocol: 'TCP' as const,
    })),
  },
});

/** As many pods as the load asks for, by the share of the reserved processor that they use. */
export const autoscalerObject = (
  project: Project,
  workload: Workload,
  { min, max, cpuPercent }: Scale,
): KubernetesObject & { readonly spec: object } => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: workloadMetadata(project, workload),
  spec: {
    scaleTargetRef: { ...workloadKind(workload), name: workload.name },
    minReplicas: min,
    maxReplicas: max,
    metrics: [cpuMetric(project, workload, { type: 'Utilization', averageUtilization: cpuPercent })],
  },
});

/** A pod's processor is that of all its containers together: beside a sidecar the workload's own is asked for. */
const cpuMetric = (project: Project, { name }: Workload, target: object): object =>
  companionsOf(project, name).some(({ kind }) => kind === 'sidecar')
    ? { type: 'ContainerResource', containerResource: { name: 'cpu', container: name, target } }
    : { type: 'Resource', resource: { name: 'cpu', target } };

/** Lets a node be drained, one pod at a time. */
export const disruptionBudgetObject = (
  project: Project,
  workload: Workload,
): KubernetesObject & { readonly spec: object } => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: workloadMetadata(project, workload),
  spec: {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: podSelector(project, workload.name),
  },
});
