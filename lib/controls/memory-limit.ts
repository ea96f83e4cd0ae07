import type { Control } from './control';
import { composeLimit, composeMemory, emptyDirSizes, kubernetesLimit, total } from './helpers/limits';
import { addInitContainer, removeAll } from './helpers/mutations';
import { isSet, shown, wrong } from './helpers/places';
import { composeBytes, isLimit, kubernetesQuantity } from './helpers/quantity';

/*
 * Memory is limited, reserved in full, and large enough for the folders that are kept in it.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].resources.limits.memory      a quantity above 0
 *   spec.containers[*].resources.requests.memory    the same, or absent, which means the same
 *   spec.volumes[*].emptyDir.sizeLimit              where the medium is Memory; less than the limit together
 * Compose, restricted fields:
 *   services.*.deploy.resources.limits.memory, services.*.mem_limit    a size above 0
 *   services.*.tmpfs[*]                                                size=…; less than the limit together
 */
export const memoryLimit = {
  id: 'memory-limit',
  title: 'memory is limited and reserved, folders in memory included',
  severity: 'medium',
  why: 'One process that leaks or is fed too much takes the memory of every neighbour on the host; with a limit it is the one that is ended.',
  subject: 'container',
  clauses: {
    'cis-docker': ['5.11'],
    'nsa-cisa': ['network/resource-policies'],
    'owasp-docker': ['7'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const limit = kubernetesLimit(c, 'memory');
        const request = c.at.at('resources', 'requests', 'memory');
        const bytes = kubernetesQuantity(limit.value);
        const folders = emptyDirSizes(c, 'memory');
        if (!isLimit(bytes)) return [wrong(limit, 'limits.memory', 'set a memory limit')];
        return [
          ...(isSet(request) && kubernetesQuantity(request.value) !== bytes
            ? [wrong(request, `requests.memory: ${shown(limit)}`, 'reserve as much as the limit')]
            : []),
          ...folders
            .filter((size) => !isLimit(kubernetesQuantity(size.value)))
            .map((size) => wrong(size, 'sizeLimit', 'give the folder a size')),
          ...(total(folders) < bytes
            ? []
            : [wrong(limit, 'more than the folders in memory', 'raise the memory limit')]),
        ];
      },
      weaken: [
        { name: 'removed', do: (c) => kubernetesLimit(c, 'memory').remove() },
        { name: 'a limit of 0', do: (c) => kubernetesLimit(c, 'memory').set('0') },
        { name: 'less reserved than allowed', do: (c) => c.at.at('resources', 'requests', 'memory').set('1Mi') },
        {
          name: 'a folder in memory without a size',
          when: (c) => emptyDirSizes(c, 'memory').length > 0,
          do: (c) => removeAll(...emptyDirSizes(c, 'memory')),
        },
        {
          name: 'a folder in memory larger than the limit',
          when: (c) => emptyDirSizes(c, 'memory').length > 0,
          do: (c) => emptyDirSizes(c, 'memory')[0]?.set('64Gi'),
        },
        {
          name: 'an init container without it',
          do: (c) => addInitContainer(c, (twin) => twin.at('resources', 'limits', 'memory').remove()),
        },
      ],
    },
    compose: {
      check: (c) => {
        const limit = composeLimit(c, 'memory', 'mem_limit');
        const bytes = composeMemory(c);
        if (!isLimit(bytes)) return [wrong(limit, 'deploy.resources.limits.memory', 'set a memory limit')];
        const sizes = c.tmpfs.map(({ at, options }) => ({ at, bytes: composeBytes(options['size']) }));
        const used = sizes.reduce((sum, size) => sum + (size.bytes ?? 0), 0);
        return [
          ...sizes
            .filter((size) => !isLimit(size.bytes))
            .map(({ at }) => wrong(at, 'size=…', 'give the folder a size')),
          ...(used < bytes ? [] : [wrong(limit, 'more than the folders in memory', 'raise the memory limit')]),
        ];
      },
      weaken: [
        {
          name: 'removed',
          do: (c) => removeAll(c.at.at('deploy', 'resources', 'limits', 'memory'), c.at.at('mem_limit')),
        },
        { name: 'a limit of 0, which is none', do: (c) => c.at.at('deploy', 'resources', 'limits', 'memory').set('0') },
        {
          name: 'reserved only',
          do: (c) => {
            composeLimit(c, 'memory', 'mem_limit').remove();
            c.at.at('mem_reservation').set('256m');
          },
        },
        { name: 'a folder in memory without a size', do: (c) => c.at.at('tmpfs').push('/run/more:mode=0700') },
        {
          name: 'a folder in memory without a size, long form',
          do: (c) => c.at.at('volumes').push({ type: 'tmpfs', target: '/run/more' }),
        },
        { name: 'a folder in memory larger than the limit', do: (c) => c.at.at('tmpfs').push('/run/more:size=64g') },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'container'>;
