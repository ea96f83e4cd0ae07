import { groups } from '../model/once';
import type { Problem } from '../model/problem';
import type { WorkloadBase } from './chart-members';
import type { Connection } from './connection';

/** Somebody who starts only after somebody else. */
interface Wait {
  readonly who: string;
  readonly whom: string;
  /** Whether it is a job that is waited for. */
  readonly job: boolean;
}

/** A connection; where a sidecar of the callee answers, that one is waited for. */
type Opened = Pick<Connection, 'caller' | 'callee' | 'start'> & { readonly listener?: string };

/** Workloads that wait for each other never start. */
export function circles(
  connections: readonly Opened[],
  bases: readonly WorkloadBase[],
): readonly Omit<Problem, 'path'>[] {
  const waits = waitsOf(connections, bases);
  const byWho = groups(waits, ({ who }) => who);
  const seen = new Set<string>();
  const visit = (name: string, way: readonly string[]): readonly Omit<Problem, 'path'>[] => {
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name];
      const known = [...circle.slice(1)].sort().join();
      if (seen.has(known)) return [];
      seen.add(known);
      const job = circle.find((who, index) =>
        waits.some((wait) => wait.job && wait.whom === who && wait.who === circle[index - 1]),
      );
      return [
        {
          prop: job === undefined ? 'connectTo.start' : 'after',
          got: circle.join(' -> '),
          allowed: 'an order without circles',
          fix:
            job === undefined
              ? `set start: 'any' on one of these connections`
              : `let ${job} do its work without whoever comes after it`,
        },
      ];
    }
    return (byWho.get(name) ?? []).flatMap(({ whom }) => visit(whom, [...way, name]));
  };
  return [...new Set(waits.map(({ who }) => who))].flatMap((name) => visit(name, []));
}

/** A job that calls whoever comes after it waits for it, whatever its connection says: it cannot do its work before. */
function waitsOf(connections: readonly Opened[], bases: readonly WorkloadBase[]): readonly Wait[] {
  const jobs = new Map(bases.map(({ name, after }) => [name, after]));
  // A sidecar starts with its workload.
  const comingAfter = new Map(bases.map(({ name, of = name }) => [name, jobs.get(of)]));
  return [
    ...bases.flatMap(({ name, after }) => after.map((job): Wait => ({ who: name, whom: job, job: true }))),
    ...bases.flatMap(({ kind, name, of }) =>
      of === undefined
        ? []
        : kind === 'init'
          ? [{ who: of, whom: name, job: false }]
          : [{ who: name, whom: of, job: false }],
    ),
    ...connections
      .map(({ caller, callee, listener = callee, start }) => ({ caller, callee: listener, start }))
      .filter(({ caller, callee }) => caller !== callee)
      .filter(({ start, caller, callee }) => start === 'after-ready' || comingAfter.get(callee)?.includes(caller))
      .map(({ caller, callee }): Wait => ({ who: caller, whom: callee, job: false })),
  ];
}
