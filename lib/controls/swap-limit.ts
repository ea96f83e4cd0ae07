import type { Control } from './control';
import { composeMemory } from './helpers/limits';
import { wrong } from './helpers/places';
import { composeBytes, isLimit } from './helpers/quantity';

/*
 * Memory and swap together are no more than memory alone.
 *
 * Compose, restricted field:
 *   services.*.memswap_limit
 * Allowed value: the memory limit
 */
export const swapLimit = {
  id: 'swap-limit',
  title: 'swap does not extend the memory limit',
  severity: 'low',
  why: 'Without it the engine allows as much swap again as memory: a process over its limit fills the swap of the host and slows every neighbour, and its secrets reach the disk.',
  subject: 'container',
  clauses: {},
  in: {
    kubernetes: {
      notApplicable:
        'no field of a pod limits swap: the kubelet uses none by default, and where it does, a container whose memory request equals its limit gets none',
      compensatedBy: ['memory-limit'],
    },
    compose: {
      check: (c) => {
        const swap = c.at.at('memswap_limit');
        const [bytes, memory] = [composeBytes(swap.value), composeMemory(c)];
        // Without a memory limit there is nothing to compare with: that is a finding of its own.
        if (isLimit(bytes) && (!isLimit(memory) || bytes === memory)) return [];
        return [wrong(swap, 'memswap_limit equal to the memory limit', 'set both to the same size')];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('memswap_limit').remove() },
        { name: 'without an end', do: (c) => c.at.at('memswap_limit').set(-1) },
        { name: 'set to 0, which means unset', do: (c) => c.at.at('memswap_limit').set(0) },
        { name: 'more than memory', do: (c) => c.at.at('memswap_limit').set('64g') },
        {
          name: 'swappiness instead, which newer kernels ignore',
          do: (c) => {
            c.at.at('memswap_limit').remove();
            c.at.at('mem_swappiness').set(0);
          },
        },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'container'>;
