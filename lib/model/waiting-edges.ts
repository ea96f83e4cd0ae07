import type { EdgeContract } from './contract';
import type { ExitContract } from './exit';
import { groups } from './once';
import type { Workload } from './workload';

/**
 * Edges of those who come after a job, to everybody whom the job calls: in Kubernetes an init container of theirs asks
 * there, as the job's user, whether the work is done, and the containers of a pod share its network.
 */
export const waitingEdges = (
  edges: readonly EdgeContract[],
  workloads: readonly Pick<Workload, 'name' | 'after'>[],
): readonly EdgeContract[] => {
  // What stands beside the job asks nothing.
  const own = edges.filter(({ container }) => container === undefined);
  const byCaller = groups(own, ({ from }) => ('workload' in from ? from.workload : undefined));
  return workloads.flatMap(({ name, after }) =>
    after.flatMap((job) =>
      (byCaller.get(job) ?? []).map(({ to, port, tls, user }) => ({
        from: { workload: name },
        to,
        port,
        ...(tls !== undefined && { tls }),
        ...(user !== undefined && { user }),
        waitsFor: job,
      })),
    ),
  );
};

/** The ways out of those who come after a job, likewise, as far as they have no such way out themselves. */
export const waitingExits = (
  exits: readonly ExitContract[],
  workloads: readonly Pick<Workload, 'name' | 'after'>[],
): readonly ExitContract[] => {
  const byCaller = groups(
    exits.filter(({ container }) => container === undefined),
    ({ from }) => from,
  );
  const same = (a: ExitContract, b: ExitContract): boolean =>
    a.port === b.port && JSON.stringify(a.to) === JSON.stringify(b.to);
  return workloads.flatMap(({ name, after }) => {
    const known = [...(byCaller.get(name) ?? [])];
    return after.flatMap((job) => {
      const more = (byCaller.get(job) ?? []).filter((exit) => !known.some((other) => same(exit, other)));
      known.push(...more);
      return more.map((exit): ExitContract => ({ ...exit, from: name, waitsFor: job }));
    });
  });
};
