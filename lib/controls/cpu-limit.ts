import type { Control } from './control';
import { composeLimit, kubernetesLimit } from './helpers/limits';
import { addInitContainer, removeAll } from './helpers/mutations';
import { wrong } from './helpers/places';
import { isLimit, kubernetesQuantity, plainNumber } from './helpers/quantity';

/*
 * Processor time is limited.
 *
 * Kubernetes, restricted field:
 *   spec.containers[*].resources.limits.cpu    a quantity above 0
 * Compose, restricted fields:
 *   services.*.deploy.resources.limits.cpus, services.*.cpus    a number above 0
 */
export const cpuLimit = {
  id: 'cpu-limit',
  title: 'processor time is limited',
  severity: 'low',
  why: 'A busy loop, or a miner that an attacker starts, takes every processor of the host from its neighbours.',
  subject: 'container',
  clauses: {
    'cis-docker': ['5.12'],
    'nsa-cisa': ['network/resource-policies'],
    'owasp-docker': ['7'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const limit = kubernetesLimit(c, 'cpu');
        return isLimit(kubernetesQuantity(limit.value)) ? [] : [wrong(limit, 'limits.cpu', fix)];
      },
      weaken: [
        { name: 'removed', do: (c) => kubernetesLimit(c, 'cpu').remove() },
        { name: 'a limit of 0', do: (c) => kubernetesLimit(c, 'cpu').set('0') },
        {
          name: 'an init container without it',
          do: (c) => addInitContainer(c, (twin) => twin.at('resources', 'limits', 'cpu').remove()),
        },
      ],
    },
    compose: {
      check: (c) => {
        const limit = composeLimit(c, 'cpus', 'cpus');
        return isLimit(plainNumber(limit.value)) ? [] : [wrong(limit, 'deploy.resources.limits.cpus', fix)];
      },
      weaken: [
        { name: 'removed', do: (c) => removeAll(c.at.at('deploy', 'resources', 'limits', 'cpus'), c.at.at('cpus')) },
        { name: 'a limit of 0, which is none', do: (c) => composeLimit(c, 'cpus', 'cpus').set('0') },
        {
          name: 'a share, which is no limit',
          do: (c) => {
            composeLimit(c, 'cpus', 'cpus').remove();
            c.at.at('cpu_shares').set(512);
          },
        },
      ],
    },
  },
  exception: { relax: { noCpuLimit: true }, also: [] },
} as const satisfies Control<'container'>;

const fix = 'set a limit, at least as high as the request';
