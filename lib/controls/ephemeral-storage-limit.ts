import type { Control } from './control';
import { emptyDirSizes, kubernetesLimit } from './helpers/limits';
import { addInitContainer } from './helpers/mutations';
import { wrong } from './helpers/places';
import { isLimit, kubernetesQuantity } from './helpers/quantity';

/*
 * Disk space of the node is limited: logs, writable layers and folders that are gone with the pod. Folders in memory
 * belong to the memory limit.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].resources.limits.ephemeral-storage    a quantity above 0
 *   spec.volumes[*].emptyDir.sizeLimit                       a quantity above 0, where the medium is the disk
 */
export const ephemeralStorageLimit = {
  id: 'ephemeral-storage-limit',
  title: 'temporary disk space is limited',
  severity: 'medium',
  why: 'A process that writes without end fills the disk of the node, and the node evicts other pods.',
  subject: 'container',
  clauses: { 'nsa-cisa': ['network/resource-policies'], 'owasp-docker': ['7'] },
  in: {
    kubernetes: {
      check: (c) => {
        const limit = kubernetesLimit(c, 'ephemeral-storage');
        return [limit, ...emptyDirSizes(c, 'disk')]
          .filter((size) => !isLimit(kubernetesQuantity(size.value)))
          .map((size) => wrong(size, 'a size above 0', 'set a limit'));
      },
      weaken: [
        { name: 'removed', do: (c) => kubernetesLimit(c, 'ephemeral-storage').remove() },
        { name: 'a limit of 0', do: (c) => kubernetesLimit(c, 'ephemeral-storage').set('0') },
        {
          name: 'a folder without a size',
          do: (c) => {
            c.pod.at('volumes').push({ name: 'more', emptyDir: {} });
            c.at.at('volumeMounts').push({ name: 'more', mountPath: '/more' });
          },
        },
        {
          name: 'an init container without it',
          do: (c) => addInitContainer(c, (twin) => twin.at('resources', 'limits', 'ephemeral-storage').remove()),
        },
      ],
    },
    compose: {
      notApplicable:
        'the engine can limit the size of a container only on some file systems: nothing but declared paths can be written instead, and those in memory have a size',
      compensatedBy: ['read-only-root', 'memory-limit'],
    },
  },
  exception: 'never',
} as const satisfies Control<'container'>;
