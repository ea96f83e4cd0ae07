import { controls } from '../../../lib/controls';
import type { Output } from '../../../lib/controls/control';
import type { Kind } from '../../../lib/controls/subject';
import type { ControlOf } from '../../../lib/audit/audit';
import type { Program } from '../../programs';
import { refusalOf, type Client, type Reply } from '../server/client';
import { isObject, pathOf, podOf, tryCreate, type KubernetesObject } from '../server/objects';
import { namedIn } from './policy-objects';
import { baseOf, type Base } from './bases';
import { saidIn } from './policy-validations';

/** What policies say to one mutation, over all programs and subjects. */
export interface PolicyRow {
  readonly control: string;
  readonly mutation: string;
  /** Controls whose policies may have something against it: its own, and what follows. */
  readonly expected: readonly string[];
  /** Subjects it was done to. */
  tried: number;
  /** Subjects on which the control's policy had something against it. */
  noticed: number;
  /** Subjects that the server itself refuses as invalid, before any policy is asked. */
  invalid: number;
  /** Subjects whose change is no object that could be sent. */
  unsent: number;
  /** Other policies that had something against it, and should not. */
  readonly strange: Set<string>;
  /** Everything that policies had against it, in their words. */
  readonly said: Set<string>;
  /** One that was noticed, to be refused for real. */
  example: KubernetesObject | undefined;
}

interface KnownBase extends Base {
  /** What is said of objects before anything is done to them, by place. */
  readonly known: Map<string, ReadonlySet<string>>;
}

/** Sends every mutation of the Kubernetes side, done to every subject of every program, to policies that warn. */
export async function policyRows(client: Client, programs: readonly Program[]): Promise<readonly PolicyRow[]> {
  const bases = programs.map((program): KnownBase => ({ ...baseOf(program), known: new Map() }));
  const rows: PolicyRow[] = [];
  for (const control of controls) rows.push(...(await rowsOf(client, control, bases)));
  return rows;
}

async function rowsOf<K extends Kind>(
  client: Client,
  control: ControlOf<K>,
  bases: readonly KnownBase[],
): Promise<readonly PolicyRow[]> {
  const witness = control.in.kubernetes;
  if ('notApplicable' in witness) return [];
  const rows: PolicyRow[] = [];
  for (const mutation of witness.weaken) {
    const { name, implies = [] } = mutation;
    const counts = { tried: 0, noticed: 0, invalid: 0, unsent: 0 };
    const expected = [control.id, ...implies];
    const row: PolicyRow = {
      ...{ control: control.id, mutation: name, expected, ...counts },
      ...{ strange: new Set(), said: new Set(), example: undefined },
    };
    for (const base of bases)
      for (const subject of base.subjects[control.subject].filter((one) => mutation.when?.(one) !== false))
        await send(client, base, (output) => mutation.do(subject, output), row);
    rows.push(row);
  }
  return rows;
}

async function send(client: Client, base: KnownBase, change: (output: Output) => void, row: PolicyRow): Promise<void> {
  const after = base.bench.change(change);
  if (after === undefined) return;
  const before = new Map(base.bench.original.map(({ file, index, value }) => [`${file} ${index}`, value]));
  let [sent, invalid, noticed, excused] = [0, 0, false, false];
  for (const { file, index, value } of after) {
    const place = `${file} ${index}`;
    const original = before.get(place);
    if (!file.startsWith('kubernetes/') || !isObject(value) || same(original, value)) continue;
    const known = await knownOf(client, base, place, original);
    for (const reply of await ask(client, value)) {
      sent += 1;
      const named = namedIn(reply);
      for (const text of saidIn(reply)) row.said.add(text);
      if (refusalOf(reply) !== '') invalid += 1;
      for (const control of named.filter((one) => !row.expected.includes(one) && !known.has(one)))
        row.strange.add(control);
      if (known.has(row.control)) excused = true;
      else if (named.includes(row.control)) noticed = true;
      else continue;
      if (noticed) row.example ??= value;
    }
  }
  // A pod whose controller is exempt, sent by hand, is refused before anything is done to it.
  if (excused) return;
  row.tried += 1;
  if (sent === 0) row.unsent += 1;
  else if (noticed) row.noticed += 1;
  else if (invalid > 0) row.invalid += 1;
}

/** An object, and the pod that it would make. The Namespace is there already, and is replaced. */
export async function ask(client: Client, object: KubernetesObject): Promise<readonly Reply[]> {
  if (object.kind === 'Namespace') return [await client.ask('PUT', `${pathOf(object)}?dryRun=All`, object)];
  const pod = podOf(object);
  return Promise.all([object, ...(pod === undefined ? [] : [pod])].map((one) => tryCreate(client, one)));
}

async function knownOf(client: Client, base: KnownBase, place: string, value: unknown): Promise<ReadonlySet<string>> {
  const found =
    base.known.get(place) ?? new Set(isObject(value) ? (await ask(client, value)).flatMap((one) => namedIn(one)) : []);
  base.known.set(place, found);
  return found;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
