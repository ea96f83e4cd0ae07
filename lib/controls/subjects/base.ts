import type { At } from '../at';

/** An output format that controls judge. */
export type Target = 'kubernetes' | 'compose';

/** Every target, in the order of tables. */
export const targets = ['kubernetes', 'compose'] as const satisfies readonly Target[];

/** What every subject has. */
export interface Base {
  /** Unique among the subjects of its kind and target, for instance `shop/backend-1`. */
  readonly id: string;
  /** Chart id, the key in the contract's `projects`. */
  readonly project: string;
  /** The workload it belongs to; absent for whole projects and namespaces. */
  readonly workload?: string;
  /** Where it stands in the output. */
  readonly at: At;
}
