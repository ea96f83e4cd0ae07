/** The API group of each kind that is read; the same kind in another group is another thing. */
const groups: Readonly<Record<string, string>> = {
  ConfigMap: '',
  Namespace: '',
  Pod: '',
  PodTemplate: '',
  Secret: '',
  Service: '',
  ServiceAccount: '',
  DaemonSet: 'apps',
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  CronJob: 'batch',
  Job: 'batch',
  Ingress: 'networking.k8s.io',
  NetworkPolicy: 'networking.k8s.io',
};

/** Kinds that are read and belong to no namespace. */
const clusterWide: readonly string[] = ['Namespace'];

/** The group of an `apiVersion`: nothing for that of the core. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.replace(/\/.*$/s, '') : '';

/** A kind as readers know it: with its group behind it where it is not the one that they mean. */
export function kindIn(kind: string, group: string): string {
  const meant = Object.hasOwn(groups, kind) ? groups[kind] : undefined;
  return meant === undefined || meant === group ? kind : `${kind}.${group}`;
}

/** Whether objects of this kind stand in no namespace, whatever they say. */
export const isClusterWide = (kind: string): boolean => clusterWide.includes(kind);
