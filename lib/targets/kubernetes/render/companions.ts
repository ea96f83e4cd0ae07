import { companionsOf, NATIVE_SIDECARS } from '../../../model/companions';
import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { container } from './container';
import { besides } from './other-user';
import type { Container, Volume, VolumeMount } from './types';
import { mounted, writableName } from './volumes';

/** What a pod holds for the init containers and sidecars of its workload. */
interface Beside {
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** Init containers and sidecars of a workload, with volumes that no other container mounts but for what they share. */
export function beside(project: Project, owner: Workload): Beside {
  const parts = companionsOf(project, owner.name).map((companion) => {
    const { mounts, volumes } = mounted(companion);
    const named = <T extends { readonly name: string }>(item: T): T => ({
      ...item,
      name: `${companion.name}-${item.name}`,
    });
    const shared = (companion.shares ?? []).map(({ path, index }): VolumeMount => ({
      name: writableName(index),
      mountPath: path,
    }));
    const own = container(project, companion, { mounts: [...mounts.map(named), ...shared], volumes: [] });
    return { kind: companion.kind, container: besides(own, companion, owner), volumes: volumes.map(named) };
  });
  const native = project.kubernetesMinor >= NATIVE_SIDECARS;
  return {
    initContainers: parts
      .filter(({ kind }) => kind === 'init' || native)
      .map(({ kind, container: own }) => (kind === 'init' ? own : runningOn(own))),
    containers: native ? [] : parts.filter(({ kind }) => kind === 'sidecar').map(({ container: own }) => own),
    volumes: parts.flatMap(({ volumes }) => volumes),
  };
}

/** It starts before the workload and ends after it, and a Job does not wait for it. */
const runningOn = ({ name, image, imagePullPolicy, ...rest }: Container): Container => ({
  name,
  image,
  imagePullPolicy,
  restartPolicy: 'Always',
  ...rest,
});
