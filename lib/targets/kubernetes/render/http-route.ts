import type { Exposure, Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { workloadMetadata } from './labels';
import type { KubernetesObject } from './types';

/** The door from outside through one listener of a Gateway: one host, to one port. */
export const httpRouteObject = (
  project: Project,
  workload: Workload,
  { gateway, host, port }: Exposure,
): KubernetesObject & { readonly spec: object } => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: workloadMetadata(project, workload),
  spec: {
    parentRefs: [{ namespace: gateway?.namespace, name: gateway?.name, sectionName: gateway?.listener }],
    hostnames: [host],
    rules: [{ backendRefs: [{ name: workload.name, port }] }],
  },
});
