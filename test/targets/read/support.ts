import type { Contract, ProjectContract } from '../../../lib/model/contract';
import { documentOf, parseFiles } from '../../../lib/targets/documents';
import { readCompose } from '../../../lib/targets/compose/read';
import { readKubernetes } from '../../../lib/targets/kubernetes/read';

/** A contract with one project `p`, whose files are `k.yaml`, `compose/c.yaml` and what is given. */
export function contractOf(project: Partial<ProjectContract> = {}): Contract {
  return {
    $comment: '',
    $schema: '',
    version: 1,
    projects: {
      p: {
        namespace: { name: 'ns', owned: true },
        networks: 'per-edge',
        workloads: [],
        edges: [],
        exposures: [],
        servers: [],
        redis: [],
        secrets: [],
        exceptions: [],
        ...project,
        files: ['k.yaml', 'compose/c.yaml', ...(project.files ?? [])],
      },
    },
  };
}

/** Reads Kubernetes objects from text. */
export function kubernetes(text: string, project: Partial<ProjectContract> = {}) {
  return readKubernetes(parseFiles([{ path: 'k.yaml', text }]), contractOf(project));
}

/** Reads Kubernetes objects from data. */
export function kubernetesOf(objects: readonly object[], project: Partial<ProjectContract> = {}) {
  return readKubernetes(
    objects.map((value, index) => documentOf('k.yaml', index, value)),
    contractOf(project),
  );
}

/** Reads a Compose file from text. */
export function compose(
  text: string,
  project: Partial<ProjectContract> = {},
  more: Readonly<Record<string, string>> = {},
) {
  const files = [
    { path: 'compose/c.yaml', text },
    ...Object.entries(more).map(([path, body]) => ({ path, text: body })),
  ];
  return readCompose(parseFiles(files), contractOf({ ...project, files: Object.keys(more) }));
}

/** A Deployment with one container. */
export function deployment(
  name: string,
  container: object = {},
  pod: object = {},
  labels: object = { app: name },
): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { template: { metadata: { labels }, spec: { containers: [{ name, ...container }], ...pod } } },
  };
}

/** A NetworkPolicy. */
export function policy(spec: object, namespace?: string): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'n', ...(namespace === undefined ? {} : { namespace }) },
    spec,
  };
}
