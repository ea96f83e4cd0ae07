import type { ControlOf } from '../../lib/audit/audit';
import { controls } from '../../lib/controls';
import type { Mutation } from '../../lib/controls/control';
import type { Kind, Subjects, SubjectSet, Target } from '../../lib/controls/subject';
import { readers, type Read } from '../../lib/targets/read';
import { programs } from '../programs';
import { contractIn, foundAfter, judged, keyOf, Workbench } from './judge';

/** What one mutation came to, over all programs and subjects. */
export interface Attempt {
  readonly control: string;
  readonly target: Target;
  readonly mutation: string;
  /** Subjects it was done to. */
  tried: number;
  noticed: number;
  /** One line for each time it was missed, or for what it should not have touched. */
  readonly problems: string[];
  /** Implied controls that were seen missing at least once. */
  readonly followed: Set<string>;
  readonly implies: readonly string[];
}

/** A hardened program, with the subjects that mutations are done to. */
interface Base<T extends Target> {
  readonly name: string;
  readonly bench: Workbench;
  readonly subjects: SubjectSet<T>;
  /** Findings before anything is done: those that an exception of the program excuses. */
  readonly known: ReadonlySet<string>;
}

/**
 * Loop 1 for one target: the check of each control notices each of its mutations on every program, on the mutated
 * subject, alone or with what the mutation says it implies.
 */
export function weakenAll<T extends Target>(
  target: T,
  some: readonly (typeof controls)[number][] = controls,
): readonly Attempt[] {
  const bases = programs.map(({ name, files }): Base<T> => {
    const bench = new Workbench(files);
    const read: Read<T> = readers[target];
    const { subjects } = read(bench.documents, contractIn(bench.documents));
    return { name, bench, subjects, known: new Set(judged(bench.original).all.map(keyOf)) };
  });
  return some.flatMap((control) => weakenControl(control, target, bases));
}

function weakenControl<T extends Target, K extends Kind>(
  control: ControlOf<K>,
  target: T,
  bases: readonly Base<T>[],
): readonly Attempt[] {
  const witness = control.in[target];
  if ('notApplicable' in witness) return [];
  return witness.weaken.map((mutation) => {
    const { name, implies = [] } = mutation;
    const attempt: Attempt = {
      ...{ control: control.id, target, mutation: name, tried: 0, noticed: 0, implies },
      ...{ problems: [], followed: new Set() },
    };
    for (const base of bases)
      for (const subject of base.subjects[control.subject])
        if (
          mutation.when?.(subject) !== false &&
          !base.known.has(keyOf({ control: control.id, target, subject: subject.id }))
        )
          weakenSubject(control, target, mutation, base, subject, attempt);
    return attempt;
  });
}

function weakenSubject<T extends Target, K extends Kind>(
  control: ControlOf<K>,
  target: T,
  mutation: Mutation<Subjects[T][K]>,
  { name, bench, subjects, known }: Base<T>,
  subject: Subjects[T][K],
  attempt: Attempt,
): void {
  attempt.tried += 1;
  const documents = bench.change((output) => mutation.do(subject, output));
  const place = `${name}, ${subject.id}`;
  if (documents === undefined) return void attempt.problems.push(`${place}: changed nothing`);
  const found = foundAfter(documents, bench.original).filter((finding) => !known.has(keyOf(finding)));
  const isHit = found.some(
    (finding) =>
      finding.control === control.id &&
      finding.target === target &&
      // A mutation may add a subject, and a pair of parties shows at other pairs too.
      (finding.subject === subject.id ||
        control.subject === 'edge' ||
        !subjects[control.subject].some(({ id }) => id === finding.subject)),
  );
  const strange = new Set(found.map((finding) => finding.control));
  for (const id of strange) attempt.followed.add(id);
  for (const expected of [control.id, ...attempt.implies]) strange.delete(expected);
  if (!isHit) attempt.problems.push(`${place}: not noticed`);
  for (const other of strange) attempt.problems.push(`${place}: also ${other}`);
  if (isHit && strange.size === 0) attempt.noticed += 1;
}

/** What is wrong with the loop as a whole: a mutation that was never done, or that implies what never follows. */
export const weaknesses = (attempts: readonly Attempt[]): readonly string[] =>
  attempts.flatMap(({ control, target, mutation, tried, problems, implies, followed }) => [
    ...(tried === 0 ? [`${control} in ${target}, '${mutation}': no subject in any program`] : []),
    ...problems.map((problem) => `${control} in ${target}, '${mutation}': ${problem}`),
    ...implies
      .filter((id) => tried > 0 && !followed.has(id))
      .map((id) => `${control} in ${target}, '${mutation}': implies ${id}, which was never missing`),
  ]);
