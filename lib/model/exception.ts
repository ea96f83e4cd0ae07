/**
 * The only way to relax a control. Written into both outputs and into the contract, with its reason.
 *
 * `control` is a plain string here; `Exceptions` types it against the controls that exist.
 */
export interface Exception {
  /** Id of the control that is relaxed. */
  readonly control: string;
  /** Why, for the person who reviews the output. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** Last day it is good for, `YYYY-MM-DD`. Recorded: synth has no clock. */
  readonly until?: string;
}

/** An exception as both outputs write it. */
export const exceptionText = ({ reason, owner, until }: Exception): string =>
  `${reason}${owner === undefined ? '' : ` (owner: ${owner})`}${until === undefined ? '' : ` (until: ${until})`}`;
