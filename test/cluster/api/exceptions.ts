import { podSecurity, type PodSecurityLevel } from '../../../lib/audit/pod-security';
import { cursor } from '../../../lib/targets/cursor';
import { documentOf } from '../../../lib/targets/documents';
import { relaxableIds, relaxed } from '../../programs/relaxed';
import type { Tally } from '../../judge/tally';
import { refusalOf, type Client } from '../server/client';
import { podOf, tryCreate, type KubernetesObject } from '../server/objects';
import { manifestsOf } from './manifests';
import { reasonsIn } from './reasons';

const LEVELS: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/**
 * Every exception against the real admission: the emitted level admits every pod of the program, and the next stricter
 * one refuses one. Exceptions that Pod Security does not know leave the level at restricted.
 */
export async function judgeExceptions(client: Client, minor: number, tally: Tally): Promise<void> {
  for (const level of LEVELS) await makeNamespace(client, level);
  for (const id of relaxableIds) {
    const objects = manifestsOf(relaxed(id)).map(({ object }) => object);
    const level = objects.find(({ kind }) => kind === 'Namespace')?.metadata.labels?.[ENFORCE];
    const emitted = LEVELS.find((one) => one === level);
    const pods = objects.flatMap((object) => podOf(object) ?? []);
    const problems =
      emitted === undefined ? [`the namespace has the level ${level}`] : await wrongs(client, pods, emitted);
    const known = pods.some((pod) => podSecurity(cursor(documentOf('p.yaml', 0, pod)), 'restricted', minor).length > 0);
    if (known === (emitted === 'restricted')) problems.push(`by our own evaluation the level should not be ${level}`);
    const what = known
      ? `refused at restricted, admitted at the emitted ${level}`
      : 'Pod Security has nothing against it';
    if (problems.length === 0) tally.pass(`passed  exception ${id}: ${what}`);
    else tally.fail([`exception ${id}`, ...problems].join('\n        '));
  }
}

/** Levels that say something else than the emitted one wants. */
async function wrongs(client: Client, pods: readonly KubernetesObject[], emitted: PodSecurityLevel): Promise<string[]> {
  const stricter = LEVELS[LEVELS.indexOf(emitted) - 1];
  const admitted = await refusals(client, pods, emitted);
  const refused = stricter === undefined ? undefined : await refusals(client, pods, stricter);
  return [
    ...admitted.map((refusal) => `the emitted ${emitted} refuses: ${refusal}`),
    ...(refused?.length === 0 ? [`${stricter} admits it too`] : []),
    ...(refused ?? [])
      .filter((refusal) => reasonsIn(refusal) === undefined)
      .map((text) => `for another reason: ${text}`),
  ];
}

async function refusals(client: Client, pods: readonly KubernetesObject[], level: string): Promise<readonly string[]> {
  const replies = await Promise.all(
    pods.map((pod) => {
      const spec = { ...(pod['spec'] as object), serviceAccountName: 'default' };
      return tryCreate(client, { ...pod, spec, metadata: { ...pod.metadata, namespace: `exception-${level}` } });
    }),
  );
  return replies.map(refusalOf).filter((refusal) => refusal !== '');
}

async function makeNamespace(client: Client, level: PodSecurityLevel): Promise<void> {
  const metadata = { name: `exception-${level}`, labels: { [ENFORCE]: level } };
  await client.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
  await client.ask('POST', `/api/v1/namespaces/${metadata.name}/serviceaccounts`, { metadata: { name: 'default' } });
}
