import { controls } from '../../lib/controls';
import { targets } from '../../lib/controls/subject';
import { relax, relaxable } from '../loops/relax';
import { weakenAll, weaknesses } from '../loops/weaken';

/**
 * Prints what the proof loops saw: control by target, mutations noticed on how many subjects, and exceptions. Arguments are
 * ids of controls; without any, all controls.
 */
const ids = process.argv.slice(2);
const asked = (id: string): boolean => ids.length === 0 || ids.includes(id);
const unknown = ids.filter((id) => !controls.some((control) => control.id === id));
if (unknown.length > 0) throw new Error(`no control has the id ${unknown.join(', ')}`);
const some = controls.filter(({ id }) => asked(id));
const attempts = targets.flatMap((target) => weakenAll(target, some));
const relaxed = relaxable.filter(({ id }) => asked(id)).map((control) => relax(control));
const problems = [
  ...weaknesses(attempts),
  ...relaxed.flatMap((one) => one.problems.map((problem) => `exception of ${one.control}: ${problem}`)),
];

print(['control', ...targets.map((target) => `${target}: mutations noticed, subjects`)]);
for (const control of some) {
  const cells = targets.map((target) => {
    const own = attempts.filter((attempt) => attempt.control === control.id && attempt.target === target);
    const noticed = own.filter((attempt) => attempt.tried > 0 && attempt.noticed === attempt.tried).length;
    const subjects = own.reduce((sum, attempt) => sum + attempt.noticed, 0);
    return 'notApplicable' in control.in[target] ? 'not applicable' : `${noticed} of ${own.length}, ${subjects}`;
  });
  print([control.id, ...cells]);
}
print([]);
print(['exception', ...targets.map((target) => `${target}: findings excused`)]);
for (const { control, excused } of relaxed) print([control, ...targets.map((target) => String(excused[target]))]);
print([]);
const [done, noticed] = [attempts.length, attempts.reduce((sum, attempt) => sum + attempt.noticed, 0)];
print([`${done} mutations, noticed on ${noticed} subjects; ${relaxed.length} exceptions; ${problems.length} problems`]);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

function print(cells: readonly string[]): void {
  const [first = '', ...rest] = cells;
  process.stdout.write(`${[first.padEnd(26), ...rest.map((cell) => cell.padEnd(42))].join('').trimEnd()}\n`);
}
