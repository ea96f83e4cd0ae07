import type { Key } from '../controls/at';

/** Something that cannot be judged, or that the contract promises and the output lacks. An error of the audit itself. */
export interface ReadError {
  /** Chart id. */
  readonly project: string;
  /** What is wrong, in one sentence without capital and period. */
  readonly message: string;
  readonly workload?: string;
  /** Where it shows, if anywhere. */
  readonly at?: { readonly file: string; readonly document: number; readonly pointer: readonly Key[] };
}

/** What a reader makes of a set of documents. */
export interface Reading<S> {
  readonly subjects: S;
  readonly errors: readonly ReadError[];
}
