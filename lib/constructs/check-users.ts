import type { Problem } from '../model/problem';
import type { WorkloadBase } from './chart-members';

type Text = Omit<Problem, 'path'>;

/** Users that do not go together in one chart. */
export const checkUsers = (bases: readonly WorkloadBase[]): readonly Text[] => [...ownUsers(bases), ...podUsers(bases)];

/** Two images under one user could read each other's files on a shared disk. */
function ownUsers(bases: readonly WorkloadBase[]): readonly Text[] {
  const before = new Map<number, Map<string, WorkloadBase>>();
  // Who shares a folder with its workload runs as the same user on purpose.
  const apart = bases.filter(({ shares = [] }) => shares.length === 0);
  return apart.flatMap((base) => {
    const { name, user, image } = base;
    const same = before.get(user.uid) ?? new Map<string, WorkloadBase>();
    before.set(user.uid, same);
    const other = [...same.values()].find((earlier) => earlier.image.reference.name !== image.reference.name);
    if (!same.has(image.reference.name)) same.set(image.reference.name, base);
    if (!other) return [];
    return [
      {
        prop: 'user',
        got: `${user.uid} for ${other.name} and ${name}`,
        allowed: 'a user of its own for each image',
        fix: `set user: ${user.uid + 1} on ${name}`,
      },
    ];
  });
}

/** Containers of a pod, and those of a job that it waits for, have one security context: its users are assigned, or ours. */
function podUsers(bases: readonly WorkloadBase[]): readonly Text[] {
  return bases.flatMap((base) =>
    bases
      .filter(({ name, assigned }) => (name === base.of || base.after.includes(name)) && assigned !== base.assigned)
      .map((other) => {
        const [assigned, numbered] = base.assigned ? [base, other] : [other, base];
        return {
          prop: 'user',
          got: `'assigned' for ${assigned.name}, numbers for ${numbered.name}`,
          allowed: 'one of both for containers of one pod',
          fix: `set user: 'assigned' on ${numbered.name} too, or on the chart`,
        };
      }),
  );
}
