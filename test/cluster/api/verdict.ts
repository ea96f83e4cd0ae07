import { isList, isMapping } from '../../../lib/targets/plain';
import { refusalOf, type Client, type Reply } from '../server/client';
import { apply, podOf, tryCreate, type KubernetesObject } from '../server/objects';
import { reasonsIn } from './reasons';

/** What the server says, worst first. */
export interface Verdict {
  readonly says: 'refuses' | 'warns' | 'cannot know' | 'not asked';
  readonly why: string;
}

const order = ['not asked', 'refuses', 'warns', 'cannot know'] as const;

/** Of two verdicts the one that lets more through; a subject that could not be asked does not count beside others. */
export const weaker = (one: Verdict, other: Verdict): Verdict =>
  order.indexOf(other.says) > order.indexOf(one.says) || one.why === 'no subject' ? other : one;

/** A namespace that enforces restricted, where nothing is yet: what is sent there is new, so nothing is immutable. */
const EMPTY = 'mutations';

export async function makeEmptyNamespace(client: Client): Promise<void> {
  const modes = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']);
  const metadata = { name: EMPTY, labels: Object.fromEntries(modes) as Record<string, string> };
  await client.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
  await client.ask('POST', `/api/v1/namespaces/${EMPTY}/serviceaccounts`, { metadata: { name: 'default' } });
}

/** Asks the server about changed objects, and about the pods that they would make. */
export async function verdictOn(
  client: Client,
  changed: readonly KubernetesObject[],
  removed: boolean,
): Promise<Verdict> {
  if (removed) return { says: 'not asked', why: 'an object is removed, or it is no manifest' };
  const replies: Reply[] = [];
  for (const object of changed) {
    const pod = podOf(object);
    if (object.kind === 'Namespace') replies.push(await apply(client, object, { dryRun: true }));
    else replies.push(await tryCreate(client, elsewhere(object)));
    if (pod !== undefined) replies.push(await tryCreate(client, elsewhere(withDefaultAccount(pod))));
  }
  const refused = replies.filter(({ code }) => code >= 400).map(wordsFor);
  if (refused.length > 0) return { says: 'refuses', why: [...new Set(refused)].join('; ') };
  const warnings = replies.flatMap(({ warnings }) => warnings);
  if (warnings.length > 0) return { says: 'warns', why: [...new Set(warnings.map(short))].join('; ') };
  return { says: 'cannot know', why: '' };
}

const elsewhere = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, namespace: EMPTY },
});

const withDefaultAccount = (pod: KubernetesObject): KubernetesObject => ({
  ...pod,
  spec: { ...(isMapping(pod['spec']) ? pod['spec'] : {}), serviceAccountName: 'default', serviceAccount: undefined },
});

/** Words that stay the same from release to release: reasons of Pod Security, or the fields that are invalid. */
function wordsFor(reply: Reply): string {
  const reasons = reasonsIn(refusalOf(reply));
  if (reasons !== undefined) return `Pod Security: ${reasons.join(', ')}`;
  const details = isMapping(reply.body) && isMapping(reply.body['details']) ? reply.body['details'] : {};
  const causes = isList(details['causes']) ? details['causes'].filter(isMapping) : [];
  const fields = causes.map((cause) => String(cause['field']).replace(/^spec\.template\./, ''));
  const unknown = /unknown field "(?:spec\.template\.)?([^"]+)"/.exec(refusalOf(reply))?.[1];
  if (unknown !== undefined) return `strict validation: unknown field ${unknown}`;
  return fields.length > 0 ? `validation: ${[...new Set(fields)].join(', ')}` : short(refusalOf(reply));
}

function short(text: string): string {
  const reasons = reasonsIn(text);
  return reasons === undefined ? text.slice(0, 120) : `Pod Security: ${reasons.join(', ')}`;
}
