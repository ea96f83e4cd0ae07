import type { ControlOf } from '../../lib/audit/audit';
import { controls } from '../../lib/controls';
import type { Mutation } from '../../lib/controls/control';
import { targets, type Kind, type Subjects, type SubjectSet, type Target } from '../../lib/controls/subject';
import { documentOf } from '../../lib/targets/documents';
import { readers, type Read } from '../../lib/targets/read';
import { programs } from '../programs';
import { contractIn, copied, judged, keyOf, parsed, reread, type Parsed } from './judge';

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

/** A hardened program before anything is done to it. */
interface Base {
  readonly name: string;
  readonly before: Parsed;
  readonly known: ReadonlySet<string>;
}

/**
 * Loop 1: the output of every program has no finding, and the check of each control notices each of its mutations, on
 * the mutated subject, alone or with what the mutation says it implies.
 */
export function weakenAll(): readonly Attempt[] {
  const bases = programs.map(({ name, files }): Base => {
    const before = parsed(files);
    return { name, before, known: new Set(judged(before).all.map(keyOf)) };
  });
  return controls.flatMap((control) => targets.flatMap((target) => weakenControl(control, target, bases)));
}

function weakenControl<T extends Target, K extends Kind>(
  control: ControlOf<K>,
  target: T,
  bases: readonly Base[],
): readonly Attempt[] {
  const witness = control.in[target];
  if ('notApplicable' in witness) return [];
  return witness.weaken.map((mutation) => {
    const { implies = [] } = mutation;
    const attempt: Attempt = {
      control: control.id,
      target,
      mutation: mutation.name,
      tried: 0,
      noticed: 0,
      problems: [],
      followed: new Set(),
      implies,
    };
    for (const base of bases) weakenProgram(control, target, mutation, base, attempt);
    return attempt;
  });
}

function weakenProgram<T extends Target, K extends Kind>(
  control: ControlOf<K>,
  target: T,
  mutation: Mutation<Subjects[T][K]>,
  base: Base,
  attempt: Attempt,
): void {
  const subjects = (documents = base.before.documents): SubjectSet<T>[K] => {
    const read: Read<T> = readers[target];
    return read(documents, contractIn(documents)).subjects[control.subject];
  };
  const before = subjects();
  before.forEach(({ id }, index) => {
    if (base.known.has(`${control.id} in ${target} on ${id}`)) return;
    const documents = copied(base.before);
    const subject = subjects(documents)[index];
    if (subject === undefined || mutation.when?.(subject) === false) return;
    attempt.tried += 1;
    mutation.do(subject, {
      add: (file, document) => {
        documents.push(documentOf(file, documents.filter((other) => other.file === file).length, document));
      },
    });
    const after = reread(base.before, documents);
    const place = `${base.name}, ${id}`;
    if (after === undefined) return void attempt.problems.push(`${place}: changed nothing`);
    const found = judged(after).all.filter((finding) => !base.known.has(keyOf(finding)));
    const hit = found.some(
      (finding) =>
        finding.control === control.id &&
        finding.target === target &&
        // A mutation may add a subject, and a pair of parties shows at other pairs too.
        (finding.subject === id || control.subject === 'edge' || !before.some((other) => other.id === finding.subject)),
    );
    const strange = new Set(found.map((finding) => finding.control));
    for (const expected of [control.id, ...attempt.implies]) strange.delete(expected);
    for (const finding of found) attempt.followed.add(finding.control);
    if (!hit) attempt.problems.push(`${place}: not noticed`);
    for (const other of strange) attempt.problems.push(`${place}: also ${other}`);
    if (hit && strange.size === 0) attempt.noticed += 1;
  });
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
