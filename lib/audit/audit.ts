import { controls as allControls } from '../controls';
import type { At } from '../controls/at';
import type { Control } from '../controls/control';
import { targets } from '../controls/subject';
import type { Kind, SubjectSet, Target } from '../controls/subject';
import type { Contract, ExceptionContract } from '../model/contract';
import { redact } from '../model/redact';
import type { SourceDocument } from '../targets/documents';
import { readers, type Read } from '../targets/read';
import type { ReadError } from '../targets/reading';
import { applyExceptions } from './exceptions';
import type { Finding, Place } from './finding';

/** What an audit cannot do, or what the contract promises and the output lacks. */
export interface AuditError extends Omit<ReadError, 'at'> {
  readonly target: Target;
  readonly at?: Place;
}

/** What an audit finds in all targets together. */
export interface AuditResult {
  /** Controls that are not met and not excused. */
  readonly findings: readonly Finding[];
  /** Controls that are not met, each with the exception that permits it. */
  readonly excused: readonly { readonly finding: Finding; readonly exception: ExceptionContract }[];
  /** Exceptions that excused nothing: to be removed. */
  readonly unused: readonly ExceptionContract[];
  readonly errors: readonly AuditError[];
}

/** A control of one of some kinds, with its kind kept together with its witnesses. */
export type ControlOf<K extends Kind> = { readonly [P in K]: Control<P> }[K];

/** Judges documents, as written or still in memory, by the controls, and believes exceptions of the contract only. */
export function audit(
  documents: readonly SourceDocument[],
  contract: Contract,
  controls: readonly ControlOf<Kind>[] = allControls,
): AuditResult {
  const errors: AuditError[] = [];
  const judge = <T extends Target>(target: T): readonly Finding[] => {
    const read: Read<T> = readers[target];
    const reading = read(documents, contract);
    errors.push(
      ...reading.errors.map(({ at, ...error }) => ({
        target,
        ...error,
        message: redact(error.message),
        ...(at === undefined ? {} : { at: placeOf(at, documents) }),
      })),
    );
    return controls.flatMap((control) => judgeBy(control, target, reading.subjects, documents));
  };
  const all = targets.flatMap((target) => judge(target));
  return { ...applyExceptions(all, contract, controls), errors };
}

/** The findings of one control in one target. */
function judgeBy<T extends Target, K extends Kind>(
  control: ControlOf<K>,
  target: T,
  subjects: SubjectSet<T>,
  documents: readonly SourceDocument[],
): readonly Finding[] {
  const witness = control.in[target];
  if ('notApplicable' in witness) return [];
  return subjects[control.subject].flatMap((subject) =>
    witness.check(subject).map((miss) => {
      const workload = miss.workload ?? subject.workload;
      return {
        control: control.id,
        severity: control.severity,
        target,
        subject: subject.id,
        project: subject.project,
        ...(workload === undefined ? {} : { workload }),
        at: miss.at.map((at) => placeOf(at, documents)),
        // Controls put texts of their own around what they found; not one of them repeats a secret.
        got: redact(miss.got),
        want: miss.want,
        fix: miss.fix,
      };
    }),
  );
}

function placeOf(at: At, documents: readonly SourceDocument[]): Place {
  const source = documents.find(({ file, index }) => file === at.file && index === at.document);
  return { file: at.file, document: at.document, pointer: at.pointer, ...source?.locate(at.pointer) };
}
