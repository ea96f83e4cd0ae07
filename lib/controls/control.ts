import type { Clauses } from '../frameworks';
import type { Posture } from '../model/posture';
import type { At } from './at';
import type { Kind, Subjects, Target } from './subject';

/** How much it matters: what an attacker gains where the control is missing. */
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** One reason why a subject does not meet a control. */
export interface Miss {
  /** Every place that shows it; a place may be absent. */
  readonly at: readonly [At, ...At[]];
  /** What was found, in words or as written; never a secret value. */
  readonly got: string;
  /** What is wanted, as it would be written there. */
  readonly want: string;
  /** What the user does about it. */
  readonly fix: string;
  /** The workload it concerns, where the subject is wider than one. */
  readonly workload?: string;
}

/** Adds a document to the output; for mutations that need an object which is not there yet. */
export interface Output {
  add(file: string, document: unknown): void;
}

/** A change of the output that the check must notice. It acts on parsed text, never on the model, and must change something. */
export interface Mutation<S> {
  /** Says what is done: `removed`, `a second container without it`, … Unique within its witness. */
  readonly name: string;
  /** Other controls that are missed as a consequence. */
  readonly implies?: readonly string[];
  /** Whether it can be done to this subject at all; absent means always. */
  readonly when?: (subject: S) => boolean;
  do(subject: S, output: Output): void;
}

/** How one target shows a control. Shares no code with the renderer of that target. */
export interface Witness<S> {
  /** Judges what a reader parsed; an empty list means the control is met. */
  check(this: void, subject: S): readonly Miss[];
  readonly weaken: readonly [Mutation<S>, ...Mutation<S>[]];
}

/** A control that cannot show in a target, why, and what makes up for it there (none is an open gap). */
export interface NotApplicable {
  readonly notApplicable: string;
  readonly compensatedBy: readonly string[];
}

/**
 * How an exception relaxes a control: a switch of the renderers (`relax`), or an input that is accepted then
 * (`permits`, in words). `also` names the controls that are missed with it.
 */
export type Relaxation =
  | { readonly relax: Partial<Posture>; readonly also: readonly string[] }
  | { readonly permits: string; readonly also: readonly string[] };

/** One hardening rule: plain data and one small pure check per target. */
export interface Control<K extends Kind> {
  /** Kebab case; the file, the documentation page and the exception carry the same name. Never reused. */
  readonly id: string;
  /** What holds when the control is met, as a sentence without capital and period. */
  readonly title: string;
  readonly severity: Severity;
  /** What an attacker gains without it, in one or two sentences. */
  readonly why: string;
  readonly subject: K;
  readonly clauses: Clauses;
  readonly in: { readonly [T in Target]: Witness<Subjects[T][K]> | NotApplicable };
  readonly exception: Relaxation | 'never';
}

/** Any control, with its kind kept together with its witnesses. */
export type AnyControl = { readonly [K in Kind]: Control<K> }[Kind];
