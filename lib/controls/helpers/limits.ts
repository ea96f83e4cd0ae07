import type { At } from '../at';
import type { ComposeContainer, KubernetesContainer } from '../subject';
import { inEffect, isSet } from './places';
import { composeBytes, kubernetesQuantity } from './quantity';

/** A limit of a Compose service: below `deploy`, else by its old name. */
export const composeLimit = (container: ComposeContainer, name: string, oldName: string): At =>
  inEffect(container.at.at('deploy', 'resources', 'limits', name), container.at.at(oldName));

/** Bytes of memory a Compose service may use. */
export const composeMemory = (container: ComposeContainer): number | undefined =>
  composeBytes(composeLimit(container, 'memory', 'mem_limit').value);

/** The limits of a Kubernetes container. */
export const kubernetesLimit = (container: KubernetesContainer, name: string): At =>
  container.at.at('resources', 'limits', name);

/** Size limits of the `emptyDir` volumes that a container mounts, in memory or on disk. */
export const emptyDirSizes = (container: KubernetesContainer, medium: 'memory' | 'disk'): readonly At[] =>
  container.volumes
    .map((volume) => volume.at('emptyDir'))
    .filter((folder) => isSet(folder) && (folder.at('medium').value === 'Memory') === (medium === 'memory'))
    .map((folder) => folder.at('sizeLimit'));

/** Sum of quantities; what cannot be read counts as nothing. */
export const total = (sizes: readonly At[]): number =>
  sizes.reduce((sum, size) => sum + (kubernetesQuantity(size.value) ?? 0), 0);
