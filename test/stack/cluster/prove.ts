import type { Node } from '../../cluster/node/start-node';
import { step } from '../../engine/run/steps';
import { isWanted, sum, type Judged, type Program, type Wanted } from '../judge';
import { notices, unproved, type Weakness } from '../prove';
import type { Manifests } from './manifests';

/** A weakness that is brought to what runs. */
export interface RunningWeakness<R> extends Weakness {
  readonly weaken?: (node: Node, running: R) => Promise<unknown>;
  /** Changes what the questions see. */
  readonly asked?: (running: R) => Partial<R>;
}

/** How a program is weakened: weaknesses that do not hide each other in what is applied, then one after the other. */
export interface Weakened<R> {
  /** Before anything is applied. */
  readonly manifests: (manifests: Manifests) => void;
  readonly applied: readonly Weakness[];
  readonly then: readonly RunningWeakness<R>[];
}

export async function proveOnCluster<R extends { readonly engine: string }>(
  program: Program<R>,
  node: Node,
  running: R,
  { applied, then }: Weakened<R>,
  wanted: Wanted,
): Promise<Judged> {
  const all = [
    unproved(program, running.engine, [...applied, ...then], wanted),
    await notices(program, running, applied, wanted),
  ];
  for (const one of then.filter(({ red }) => red.some((id) => isWanted(wanted, id)))) {
    await step(one.name, async () => one.weaken?.(node, running));
    all.push(await notices(program, { ...running, ...one.asked?.(running) }, [one], wanted));
  }
  return sum(all);
}
