import type { At } from '../../../controls/at';
import type { EnvEntry, KubernetesContainer, KubernetesWorkload } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { expectedSecretsOf, isAssigned, tlsEndsOf, workloadNamed } from '../../expected';
import { textOf, uniqueIds } from '../../values';
import { environmentOf, wordsOfContainer } from './environment';
import { secretMountsOf, volumesOf, type MountContext } from './mounts';
import { objectNamed } from './objects';
import type { Container, Pod } from './pods';

/** Every container of some pods, init and ephemeral ones included. */
export function containersOf(
  project: string,
  contract: ProjectContract,
  pods: readonly Pod[],
): readonly KubernetesContainer[] {
  const unique = uniqueIds();
  return pods.flatMap((pod) =>
    pod.containers.map(({ name, at, list, longRunning, waitsFor, companion }) => ({
      id: unique(`${project}/${pod.id}/${name}`),
      project,
      workload: waitsFor ?? companion ?? pod.id,
      at,
      pod: pod.spec,
      metadata: pod.metadata,
      assigned: isAssigned(contract, waitsFor ?? companion ?? pod.id),
      list,
      longRunning,
      volumes: volumesOf(pod, at),
    })),
  );
}

/**
 * The workload of a pod, every init container and sidecar of it, and every job that the pod waits for: a container of its
 * own runs the job's image there.
 */
export function workloadsOf(project: string, pod: Pod, context: MountContext): readonly KubernetesWorkload[] {
  const own = pod.containers.filter(({ waitsFor, companion }) => waitsFor === undefined && companion === undefined);
  const waiting = pod.containers.flatMap((container): readonly KubernetesWorkload[] => {
    const { waitsFor, name } = container;
    if (waitsFor === undefined) return [];
    const done = workloadNamed(context.contract, waitsFor)?.done ?? [];
    const found = workloadOf(`${project}/${pod.id}/${name}`, waitsFor, project, pod, [container], context);
    const words = wordsOfContainer(container.at, found.environment);
    const part = { containers: [container.at], initContainers: [], whole: false };
    return [{ ...found, ...part, ends: true, waiting: { done, words } }];
  });
  const companions = pod.containers.flatMap((container): readonly KubernetesWorkload[] => {
    const { companion } = container;
    if (companion === undefined) return [];
    const found = workloadOf(`${project}/${pod.id}/${companion}`, companion, project, pod, [container], context);
    const ends = workloadNamed(context.contract, companion)?.kind === 'init';
    return [{ ...found, containers: [container.at], initContainers: [], whole: false, ends }];
  });
  return [workloadOf(`${project}/${pod.id}`, pod.id, project, pod, own, context), ...companions, ...waiting];
}

/** Some containers of a pod, with everything they are given. */
function workloadOf(
  id: string,
  name: string,
  project: string,
  pod: Pod,
  some: readonly Container[],
  context: MountContext,
): KubernetesWorkload {
  const containers = some.map(({ at }) => at);
  const environments = containers.map((at) => environmentOf(at, pod.namespace, context.objects));
  return {
    id,
    project,
    workload: name,
    at: pod.object.at,
    pod: pod.spec,
    whole: true,
    containers: cursorsOf(some, 'containers'),
    initContainers: cursorsOf(some, 'initContainers'),
    ends: ['Job', 'CronJob'].includes(pod.object.kind),
    waiting: undefined,
    serviceAccount: serviceAccountOf(pod, context),
    environment: environments.flatMap(({ entries }) => entries),
    secretEnvironment: environments.flatMap(({ fromSecrets }) => fromSecrets),
    secretMounts: containers.flatMap((at) => secretMountsOf(pod, at, context)),
    expectedSecrets: expectedSecretsOf(context.contract, name).map(({ path, key }) => ({ path, source: key })),
    tls: tlsEndsOf(context.contract, name),
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

function cursorsOf(some: readonly Container[], list: 'containers' | 'initContainers'): readonly At[] {
  return some.filter((container) => container.list === list).map(({ at }) => at);
}

function serviceAccountOf(pod: Pod, { objects }: MountContext): At | undefined {
  // `serviceAccount` is the older name of the same field.
  const name = textOf(pod.spec.at('serviceAccountName')) ?? textOf(pod.spec.at('serviceAccount')) ?? 'default';
  return objectNamed(objects, 'ServiceAccount', pod.namespace, name)?.at;
}
