import type { Key } from '../controls/at';
import type { Severity } from '../controls/control';
import type { Target } from '../controls/subject';

/** One control that one subject does not meet. */
export interface Finding {
  /** Id of the control. */
  readonly control: string;
  readonly severity: Severity;
  readonly target: Target;
  /** Id of the subject, unique within its kind and target. */
  readonly subject: string;
  /** Chart id. */
  readonly project: string;
  /** Absent where it concerns the whole project or namespace. */
  readonly workload?: string;
  /** Every place that shows it, at least one. */
  readonly at: readonly Place[];
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** A place in the output. Line and column, from 1, are those of the nearest place around what is absent. */
export interface Place {
  readonly file: string;
  /** Absent for objects that are judged before they are written. */
  readonly line?: number;
  readonly column?: number;
  /** Index of the document in its file, from 0. */
  readonly document: number;
  readonly pointer: readonly Key[];
}
