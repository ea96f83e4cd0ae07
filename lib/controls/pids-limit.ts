import type { Control } from './control';
import { composeLimit } from './helpers/limits';
import { removeAll } from './helpers/mutations';
import { wrong } from './helpers/places';
import { isLimit, plainNumber } from './helpers/quantity';

/*
 * The number of processes and threads is limited.
 *
 * Compose, restricted fields:
 *   services.*.deploy.resources.limits.pids, services.*.pids_limit
 * Allowed values: a number above 0
 */
export const pidsLimit = {
  id: 'pids-limit',
  title: 'the number of processes is limited',
  severity: 'medium',
  why: 'A process that starts processes without end fills the process table of the host, and nobody can log in to stop it.',
  subject: 'container',
  clauses: { 'cis-docker': ['5.29'], 'owasp-docker': ['7'] },
  in: {
    kubernetes: {
      notApplicable: 'no field of a pod limits processes: the kubelet does, for all pods of a node (podPidsLimit)',
      compensatedBy: [],
    },
    compose: {
      check: (c) => {
        const limit = composeLimit(c, 'pids', 'pids_limit');
        return isLimit(plainNumber(limit.value))
          ? []
          : [wrong(limit, 'deploy.resources.limits.pids', 'set a limit: 100 is enough for one Node process')];
      },
      weaken: [
        {
          name: 'removed',
          do: (c) => removeAll(c.at.at('deploy', 'resources', 'limits', 'pids'), c.at.at('pids_limit')),
        },
        { name: 'a limit of -1, which is none', do: (c) => composeLimit(c, 'pids', 'pids_limit').set(-1) },
        {
          name: 'a limit of processes for the user instead',
          do: (c) => {
            composeLimit(c, 'pids', 'pids_limit').remove();
            c.at.at('ulimits', 'nproc').set(100);
          },
        },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'container'>;
