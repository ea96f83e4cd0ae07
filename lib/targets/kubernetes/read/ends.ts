import type { Declared } from './declared';
import { candidatesOf, sideOf, type Side } from './flows';
import type { PodIndex } from './pod-index';
import type { Pod } from './pods';
import { policiesByPod, type Policy } from './policies';

/** A pod with both sides of its traffic. */
export interface End {
  readonly pod: Pod;
  readonly name: string;
  readonly egress: Side;
  readonly ingress: Side;
  /** Ends that it may have to do with as a sender: every pair that anything is said about, and more. */
  readonly others: readonly End[];
}

/** The ends of every pair of a project, in the order of its pods. */
export function endsOf(index: PodIndex, policies: readonly Policy[], declared: Declared): readonly End[] {
  const selecting = policiesByPod(policies, index);
  const sides = index.all.map((pod) => {
    const own = selecting.get(pod) ?? [];
    return { pod, name: `workload:${pod.id}`, egress: sideOf('Egress', own), ingress: sideOf('Ingress', own) };
  });
  const byPod = new Map(sides.map(({ pod }, at) => [pod, at]));
  const byName = new Map(sides.map(({ name }, at) => [name, at]));
  const pairs = sides.map(() => new Set<number>());
  sides.forEach(({ egress, ingress }, at) => {
    for (const pod of candidatesOf(egress, index)) pairs[at]?.add(byPod.get(pod) ?? at);
    for (const pod of candidatesOf(ingress, index)) pairs[byPod.get(pod) ?? at]?.add(at);
  });
  for (const [from, to] of declared.pairs) {
    const [sender, receiver] = [byName.get(from), byName.get(to)];
    if (sender !== undefined && receiver !== undefined) pairs[sender]?.add(receiver);
  }
  const ends: End[] = sides.map((side) => ({ ...side, others: [] }));
  return ends.map((end, at) => {
    const others = [...(pairs[at] ?? [])].sort((a, b) => a - b).flatMap((other) => ends[other] ?? []);
    return { ...end, others };
  });
}
