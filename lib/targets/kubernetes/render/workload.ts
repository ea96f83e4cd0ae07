import { companionsOf } from '../../../model/companions';
import { bytesText } from '../../../model/quantities';
import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { exceptionAnnotations, podSelector, workloadMetadata } from './labels';
import { jobKind, jobObject } from './job';
import { podTemplate } from './pod';
import type { KubernetesObject, Metadata } from './types';

/** The Deployment of a workload, its StatefulSet where it keeps data, its Job or CronJob where it ends. */
export function workloadObject(project: Project, workload: Workload): KubernetesObject {
  if (workload.run) return jobObject(project, workload, workload.run, metadata(project, workload));
  return workload.storage ? statefulSet(project, workload) : deployment(project, workload);
}

/** `apiVersion` and `kind` of what `workloadObject` makes. */
export const workloadKind = ({ run, storage }: Pick<Workload, 'run' | 'storage'>) =>
  run ? jobKind(run) : { apiVersion: 'apps/v1', kind: storage ? 'StatefulSet' : 'Deployment' };

function deployment(project: Project, workload: Workload): KubernetesObject & { readonly spec: object } {
  const single = workload.replicas === 1 && workload.kind === 'redis';
  return {
    ...workloadKind(workload),
    metadata: metadata(project, workload),
    spec: {
      // A HorizontalPodAutoscaler sets it: a number here would be put back by every apply.
      replicas: workload.scale ? undefined : workload.replicas,
      strategy: single
        ? { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: podSelector(project, workload.name),
      template: podTemplate(project, workload),
    },
  };
}

function statefulSet(project: Project, workload: Workload): KubernetesObject & { readonly spec: object } {
  const storage = bytesText(workload.storage?.bytes ?? 0);
  return {
    ...workloadKind(workload),
    metadata: metadata(project, workload),
    spec: {
      replicas: workload.replicas,
      serviceName: workload.name,
      selector: podSelector(project, workload.name),
      template: podTemplate(project, workload),
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: project.settings.storageClass,
            resources: { requests: { storage } },
          },
        },
      ],
    },
  };
}

function metadata(project: Project, workload: Workload): Metadata {
  const annotations = exceptionAnnotations(workload, companionsOf(project, workload.name));
  return { ...workloadMetadata(project, workload), annotations };
}
