import { controls } from '../../../lib/controls';
import type { Output } from '../../../lib/controls/control';
import type { Kind } from '../../../lib/controls/subject';
import type { ControlOf } from '../../../lib/audit/audit';
import type { Workbench } from '../../loops/judge';
import { programs } from '../../programs';
import type { Client } from '../server/client';
import { isObject, type KubernetesObject } from '../server/objects';
import { baseOf, type Base } from './bases';
import { verdictOn, weaker, type Verdict } from './verdict';

/** What the server says to one mutation. */
export interface MutationRow extends Verdict {
  readonly control: string;
  readonly mutation: string;
}

/**
 * Sends every mutation of the Kubernetes side to the real server: of the first program that has subjects for it, each one,
 * and what counts is the one that gets through best.
 */
export async function mutationRows(client: Client): Promise<readonly MutationRow[]> {
  const bases = programs.map(baseOf);
  const rows: MutationRow[] = [];
  for (const control of controls) rows.push(...(await rowsOf(client, control, bases)));
  return rows;
}

async function rowsOf<K extends Kind>(
  client: Client,
  control: ControlOf<K>,
  bases: readonly Base[],
): Promise<readonly MutationRow[]> {
  const witness = control.in.kubernetes;
  if ('notApplicable' in witness) return [];
  const rows: MutationRow[] = [];
  for (const mutation of witness.weaken) {
    let weakest: Verdict = { says: 'not asked', why: 'no subject' };
    for (const { bench, subjects } of bases) {
      for (const subject of subjects[control.subject].filter((one) => mutation.when?.(one) !== false)) {
        const sent = differences(bench, (output) => mutation.do(subject, output));
        if (sent === undefined) continue;
        weakest = weaker(weakest, await verdictOn(client, sent.changed, sent.removed));
      }
      if (weakest.why !== 'no subject') break;
    }
    rows.push({ control: control.id, mutation: mutation.name, ...weakest });
  }
  return rows;
}

interface Differences {
  readonly changed: readonly KubernetesObject[];
  /** Whether objects went, or something else than a manifest changed. */
  readonly removed: boolean;
}

/** The objects that a mutation changed or added; `undefined` where it changed nothing. */
function differences(bench: Workbench, what: (output: Output) => void): Differences | undefined {
  const before = new Map(bench.original.map(({ file, index, value }) => [`${file} ${index}`, JSON.stringify(value)]));
  const after = bench.change(what);
  if (after === undefined) return undefined;
  const objects = after
    .filter(({ file, index, value }) => before.get(`${file} ${index}`) !== JSON.stringify(value))
    .filter(({ file }) => file.startsWith('kubernetes/'))
    .flatMap(({ value }) => (isObject(value) ? [value] : []));
  return { changed: objects, removed: objects.length === 0 };
}
