import type { At } from '../../../controls/at';
import type { EnvEntry, KubernetesContainer, KubernetesWorkload } from '../../../controls/subject';
import { expectedSecretPaths } from '../../expected';
import { textOf, uniqueIds } from '../../values';
import { environmentOf } from './environment';
import { secretMountsOf, volumesOf, type MountContext } from './mounts';
import { objectNamed } from './objects';
import type { Pod } from './pods';

/** Every container of some pods, init and ephemeral ones included. */
export function containersOf(project: string, pods: readonly Pod[]): readonly KubernetesContainer[] {
  const unique = uniqueIds();
  return pods.flatMap((pod) =>
    pod.containers.map(({ name, at, list, longRunning }) => ({
      id: unique(`${project}/${pod.id}/${name}`),
      project,
      workload: pod.id,
      at,
      pod: pod.spec,
      list,
      longRunning,
      volumes: volumesOf(pod, at),
    })),
  );
}

/** A workload of a pod, with everything its containers are given. */
export function workloadOf(project: string, pod: Pod, context: MountContext): KubernetesWorkload {
  const containers = pod.containers.map(({ at }) => at);
  const environments = containers.map((at) => environmentOf(at, pod.namespace, context.objects));
  return {
    id: `${project}/${pod.id}`,
    project,
    workload: pod.id,
    at: pod.object.at,
    pod: pod.spec,
    containers: cursorsOf(pod, 'containers'),
    initContainers: cursorsOf(pod, 'initContainers'),
    serviceAccount: serviceAccountOf(pod, context),
    environment: environments.flatMap(({ entries }) => entries),
    secretEnvironment: environments.flatMap(({ fromSecrets }) => fromSecrets),
    secretMounts: containers.flatMap((at) => secretMountsOf(pod, at, context)),
    expectedSecretPaths: expectedSecretPaths(context.contract, pod.id),
  };
}

/** Every literal of every container, with its workload. */
export function literalsOf(
  workloads: readonly KubernetesWorkload[],
): readonly (EnvEntry & { readonly workload: string })[] {
  return workloads.flatMap(({ environment, workload }) =>
    environment.flatMap((entry) => (workload === undefined ? [] : [{ ...entry, workload }])),
  );
}

function cursorsOf(pod: Pod, list: 'containers' | 'initContainers'): readonly At[] {
  return pod.containers.filter((container) => container.list === list).map(({ at }) => at);
}

function serviceAccountOf(pod: Pod, { objects }: MountContext): At | undefined {
  // `serviceAccount` is the older name of the same field.
  const name = textOf(pod.spec.at('serviceAccountName')) ?? textOf(pod.spec.at('serviceAccount')) ?? 'default';
  return objectNamed(objects, 'ServiceAccount', pod.namespace, name)?.at;
}
