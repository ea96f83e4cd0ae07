import type { Problem } from '../model/problem';
import type { WorkloadBase } from './chart-members';

/**
 * Who comes after a job runs the job's `done` alone in Kubernetes: what stands beside the job is not there, nor what it
 * left in a folder. A `done` that needs either would fail for ever.
 */
export const lonelyWaits = (bases: readonly WorkloadBase[]): readonly Omit<Problem, 'path'>[] =>
  bases.flatMap(({ name, after }) =>
    after.flatMap((job) =>
      bases
        .filter(({ of, kind, shares = [] }) => of === job && (kind === 'sidecar' || shares.length > 0))
        .map((beside) => ({
          prop: 'after',
          got: `${job} for ${name}: ${beside.name} is a ${beside.kind === 'sidecar' ? 'sidecar of it' : 'container that writes to a folder of it'}`,
          allowed: `jobs whose done needs nothing beside it: ${name} runs it without ${beside.name}`,
          fix: `do the work of ${beside.name} in ${job} itself, or let ${name} come after a second NodeJob, which has nothing beside it and looks for the result`,
        })),
    ),
  );
