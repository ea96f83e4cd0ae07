import { portsOf } from '../../../model/companions';
import type { Exposure, Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { workloadMetadata } from './labels';
import type { KubernetesObject, Labels } from './types';

/** The door from outside: one host, over TLS. */
export function ingressObject(
  project: Project,
  workload: Workload,
  exposure: Exposure,
): KubernetesObject & { readonly spec: object } {
  const port = portsOf(project, workload).find(({ number }) => number === exposure.port);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...workloadMetadata(project, workload), annotations: annotations(exposure) },
    spec: {
      ingressClassName: exposure.className,
      tls: [{ hosts: [exposure.host], secretName: exposure.tls }],
      rules: [
        {
          host: exposure.host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: workload.name, port: { name: port?.name } } },
              },
            ],
          },
        },
      ],
    },
  };
}

/** No field of an Ingress says that the port behind it serves TLS: each controller has words of its own. */
function annotations({ backend, annotations: given }: Exposure): Labels | undefined {
  const protocol: Labels =
    backend === 'ingress-nginx' ? { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' } : {};
  const all = { ...given, ...protocol };
  return Object.keys(all).length > 0 ? all : undefined;
}
