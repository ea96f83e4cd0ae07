import type { Program } from '../../programs';
import { guardedPrograms } from '../../programs/guarded';
import type { Tally } from '../../judge/tally';
import { refusalOf, type Client } from '../server/client';
import { isObject, type KubernetesObject } from '../server/objects';
import { judgeApplied } from './applied';
import { judgePods } from './controllers';
import { manifestsOf } from './manifests';
import { exceptedPrograms, judgeExempt } from './policy-exceptions';
import { judgeKinds, judgeRunning } from './policy-kinds';
import { ask, policyRows, type PolicyRow } from './policy-mutations';
import {
  applyPolicies,
  guardedBy,
  makeBareNamespaces,
  policiesOf,
  removePolicies,
  untilInForce,
} from './policy-objects';
import { judgePolicyTable } from './policy-table';
import { judgeTypes } from './policy-types';
import { judgeValidations } from './policy-validations';

/** Programs with admission policies: those that refuse, those that warn, and those with one exception each. */
interface Guard {
  readonly deny: readonly Program[];
  readonly warn: readonly Program[];
  readonly excepted: ReturnType<typeof exceptedPrograms>;
}

/** Admission policies, as long as no controller runs. */
export async function judgePolicies(client: Client, isNewest: boolean, tally: Tally): Promise<Guard> {
  const guard = { deny: guardedPrograms('Deny'), warn: guardedPrograms('Warn'), excepted: exceptedPrograms() };
  const all = [...guard.deny, ...guard.excepted, ...guard.warn];
  const refused = await applyPolicies(client, all);
  if (refused.length > 0) tally.fail(['policies', ...refused].join('\n        '));
  await makeBareNamespaces(client, guard.warn.flatMap(manifestsOf));
  await untilInForce(client, guard.warn.flatMap(guardedBy));
  for (const program of guard.deny) await judgeApplied(client, { ...program, name: `${program.name} guarded` }, tally);
  const rows = await policyRows(client, guard.warn);
  judgePolicyTable(rows, isNewest, tally);
  await judgeDenied(client, rows, tally);
  const said = rows.flatMap((row) => [...row.said]);
  for (const program of guard.warn.slice(0, 1)) {
    for (const one of guardedBy(program)) await judgeValidations(client, one, said, tally);
    await judgeKinds(client, program, tally);
  }
  for (const program of guard.excepted) await judgeExempt(client, program, tally);
  const others = guard.excepted.flatMap((program) =>
    policiesOf(program).filter(({ object }) => !object.metadata.name.startsWith(`${program.control}.`)),
  );
  await removePolicies(client, [...guard.warn.flatMap(policiesOf), ...others]);
  return guard;
}

/** Admission policies with controllers: what they make of a workload is admitted, and types are checked. */
export async function judgePoliciesAtWork(client: Client, guard: Guard, tally: Tally): Promise<void> {
  for (const program of [...guard.deny, ...guard.excepted]) await judgePods(client, program, tally);
  const [first] = guard.deny;
  const writable = guard.excepted.find(({ control }) => control === 'read-only-root');
  if (first !== undefined && writable !== undefined) await judgeRunning(client, first, writable, tally);
  await judgeTypes(client, guard.deny, tally);
}

/**
 * One subject of each mutation that a warning noticed is refused where policies refuse, in the words of our finding. The
 * server tells one policy of several, so it may be that of a control which follows; each control is told at least once.
 */
async function judgeDenied(client: Client, rows: readonly PolicyRow[], tally: Tally): Promise<void> {
  const problems: string[] = [];
  const told = new Set<string>();
  const noticed = rows.filter(({ example }) => example !== undefined);
  for (const { control, mutation, expected, example } of noticed) {
    const texts = (await ask(client, refusing(example))).map(refusalOf);
    const by = texts.flatMap(
      (text) => /denied request: ([a-z-]+): .+: got .+; allowed: .+; fix: .+/.exec(text)?.[1] ?? [],
    );
    if (!by.some((one) => expected.includes(one))) problems.push(`${control}, '${mutation}': ${texts.join('; ')}`);
    for (const one of by) told.add(one);
  }
  problems.push(
    ...noticed.filter(({ control }) => !told.has(control)).map(({ control }) => `${control} is never told`),
  );
  if (problems.length === 0) tally.pass(`passed  ${noticed.length} mutations are refused in the words of the finding`);
  else tally.fail(['not refused in the words of the finding', ...problems].join('\n        '));
}

/** The same object in the namespace whose policies refuse. */
function refusing(object: KubernetesObject | undefined): KubernetesObject {
  const value: unknown = JSON.parse(JSON.stringify(object ?? null).replaceAll(/-warn"/g, '-deny"'));
  if (!isObject(value)) throw new Error('no object');
  return value;
}
