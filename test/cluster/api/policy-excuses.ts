import { admissionRules } from '../../../lib/targets/kubernetes/admission';
import type { AdmissionRule, Beyond } from '../../../lib/targets/kubernetes/admission/rule';
import { notForAdmission } from '../../../lib/targets/kubernetes/admission/without';
import type { PolicyRow } from './policy-mutations';

/** Mutations that need not be noticed, by control, each with why. */
export type Excuses = ReadonlyMap<string, readonly Beyond[]>;

const rules: readonly AdmissionRule[] = admissionRules;

/** What the rules excuse, and what is excused where a control has no rule. */
export const excuses: Excuses = new Map([
  ...rules.map(({ control, beyond = [] }): [string, readonly Beyond[]] => [control, beyond]),
  ...Object.entries(notForAdmission).map(([control, beyond]): [string, readonly Beyond[]] => [control, [beyond]]),
]);

type Said = Pick<PolicyRow, 'control' | 'mutation' | 'tried' | 'noticed' | 'invalid' | 'unsent'>;

/** Subjects that were sent, and that nobody had anything against. */
const missed = ({ tried, noticed, invalid, unsent }: Said): number => tried - noticed - invalid - unsent;

/** Whether a mutation gets past its policy and the server, or cannot be sent to them at all. */
const slips = (row: Said): boolean => missed(row) > 0 || (row.tried > 0 && row.unsent === row.tried);

/** Why a mutation may slip through; empty where it does not, or may not. */
export const reasonFor = (row: Said, excused: Excuses = excuses): string =>
  slips(row) ? (excusesOf(row, excused)[0]?.why ?? '') : '';

/** What is neither noticed nor excused by its name, and every name that excuses nothing. */
export function excuseProblems(rows: readonly Said[], excused: Excuses = excuses): readonly string[] {
  const unexcused = rows.filter((row) => slips(row) && excusesOf(row, excused).length === 0);
  const idle = rows.filter((row) => row.tried > 0 && !slips(row) && excusesOf(row, excused).length > 0);
  return [
    ...unexcused.map((row) => `${placeOf(row)}: not noticed on ${missed(row) + row.unsent} of ${row.tried}`),
    ...idle.map((row) => `${placeOf(row)}: is noticed, so nothing is beyond its policy`),
    ...nameProblems(rows, excused),
  ];
}

/** Names that belong to no mutation, or stand there twice. */
export function nameProblems(
  known: readonly Pick<Said, 'control' | 'mutation'>[],
  excused: Excuses = excuses,
): readonly string[] {
  return [...excused].flatMap(([control, beyond]) => {
    const names = beyond.flatMap(({ mutations }) => mutations);
    const real = known.filter((one) => one.control === control).map(({ mutation }) => mutation);
    const unknown = names.filter((name) => !real.includes(name));
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    return [
      ...unknown.map((name) => `${placeOf({ control, mutation: name })}: excused, but there is no such mutation`),
      ...twice.map((name) => `${placeOf({ control, mutation: name })}: excused twice`),
    ];
  });
}

const excusesOf = ({ control, mutation }: Said, excused: Excuses): readonly Beyond[] =>
  (excused.get(control) ?? []).filter(({ mutations }) => mutations.includes(mutation));

const placeOf = ({ control, mutation }: Pick<Said, 'control' | 'mutation'>): string => `${control}, '${mutation}'`;
