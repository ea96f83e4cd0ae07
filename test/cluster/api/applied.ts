import { isMapping } from '../../../lib/targets/plain';
import type { Program } from '../../programs';
import type { Tally } from '../../judge/tally';
import { refusalOf, type Client, type Reply } from '../server/client';
import { nameOf, pathOf, stored, type KubernetesObject } from '../server/objects';
import { changed, manifestsOf, type Manifest } from './manifests';
import { lost } from './read-back';

/** Server-side apply with strict validation, of the text as it was emitted. */
const applyText = (client: Client, { text, object }: Manifest): Promise<Reply> =>
  client.ask(
    'PATCH',
    `${pathOf(object)}?fieldManager=test&fieldValidation=Strict`,
    text,
    'application/apply-patch+yaml',
  );

/** Applies all, and says what was refused or warned about. */
export async function applyAll(client: Client, manifests: readonly Manifest[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const manifest of manifests) {
    const reply = await applyText(client, manifest);
    const said = [...(reply.code < 400 ? [] : [refusalOf(reply)]), ...reply.warnings.map((text) => `warning: ${text}`)];
    problems.push(...said.map((text) => `${nameOf(manifest.object)}: ${text}`));
  }
  return problems;
}

/** Namespaces that the manifests are in and do not make. */
export async function makeMissingNamespaces(client: Client, manifests: readonly Manifest[]): Promise<void> {
  const made = manifests.flatMap(({ object }) => (object.kind === 'Namespace' ? [object.metadata.name] : []));
  const wanted = new Set(manifests.flatMap(({ object }) => object.metadata.namespace ?? []));
  for (const name of [...wanted].filter((one) => !made.includes(one)))
    await client.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** A program's output on a real server: accepted, kept, unchanged when applied again, and changed where it changed. */
export async function judgeApplied(client: Client, program: Program, tally: Tally): Promise<void> {
  const manifests = manifestsOf(program);
  const report = (what: string, problems: readonly string[]): void => {
    if (problems.length === 0) tally.pass(`passed  ${program.name}: ${what}`);
    else tally.fail(`${program.name}: ${what}\n${problems.map((problem) => `        ${problem}`).join('\n')}`);
  };
  await makeMissingNamespaces(client, manifests);
  const refusals = await applyAll(client, manifests);
  report(`${manifests.length} objects accepted without a warning`, refusals);
  if (refusals.some((problem) => !problem.includes(': warning: '))) return;

  const first = await allStored(client, manifests);
  const missing = manifests.flatMap(({ object }, index) =>
    lost(object, first[index]).map((text) => `${nameOf(object)}: ${text}`),
  );
  report('every field written is read back', missing);

  const again = await applyAll(client, manifests);
  const second = await allStored(client, manifests);
  report('applied again, nothing changes', [...again, ...differing(manifests, first, second)]);

  const index = manifests.findIndex(({ object }) => object.kind === 'Deployment');
  const target = manifests[index];
  if (target === undefined) return report('has a Deployment to change', ['none']);
  const next = manifests.map((manifest) => (manifest === target ? changed(manifest, withMoreReplicas) : manifest));
  const refused = await applyAll(client, next);
  const third = await allStored(client, manifests);
  const moved = differing(manifests, second, third);
  const others = moved.filter((name) => name !== nameOf(target.object));
  const unmoved = moved.length === others.length ? [`${nameOf(target.object)} has not changed`] : [];
  report('after a change only that changes', [...refused, ...others, ...unmoved]);
  await applyAll(client, manifests);
}

const allStored = (client: Client, manifests: readonly Manifest[]): Promise<readonly KubernetesObject[]> =>
  Promise.all(manifests.map(({ object }) => stored(client, object)));

/** Names of objects that were written between two looks. Nobody but us writes: no controller runs yet. */
const differing = (
  manifests: readonly Manifest[],
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly string[] =>
  manifests.flatMap(({ object }, index) =>
    before[index]?.metadata['resourceVersion'] === after[index]?.metadata['resourceVersion'] ? [] : [nameOf(object)],
  );

function withMoreReplicas(object: KubernetesObject): unknown {
  const { spec } = object as { readonly spec?: unknown };
  return isMapping(spec) ? { ...object, spec: { ...spec, replicas: Number(spec['replicas'] ?? 1) + 1 } } : object;
}
