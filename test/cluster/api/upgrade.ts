import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../engine/run/command';
import { root } from '../../judge/data';
import type { Tally } from '../../judge/tally';
import type { Client } from '../server/client';
import { nameOf, pathOf, stored } from '../server/objects';
import { applyAll } from './applied';
import { manifestsIn, type Manifest } from './manifests';

/** Where the output of an example is committed. */
const folders = (): readonly string[] =>
  readdirSync(join(root, 'examples'))
    .map((example) => `examples/${example}/deploy/kubernetes`)
    .filter((folder) => existsSync(join(root, folder)));

/** What the last commit with another output wrote is applied, then what is there now: no object is made anew. */
export async function judgeUpgrades(client: Client, tally: Tally): Promise<void> {
  for (const folder of folders()) {
    const now = filesIn(folder).flatMap((file) => manifestsIn(readFileSync(join(root, file), 'utf8')));
    const before = await previous(folder);
    if (before === undefined) {
      tally.absent(`upgrade of ${folder}: no commit before has another output`, false);
      continue;
    }
    const problems = await upgrade(client, before.manifests, now);
    if (problems.length === 0) tally.pass(`passed  upgrade of ${folder} from ${before.commit}: nothing is replaced`);
    else tally.fail([`upgrade of ${folder} from ${before.commit}`, ...problems].join('\n        '));
  }
}

async function upgrade(
  client: Client,
  before: readonly Manifest[],
  now: readonly Manifest[],
): Promise<readonly string[]> {
  for (const { object } of [...now, ...before].filter(({ object }) => object.kind !== 'Namespace'))
    await client.ask('DELETE', pathOf(object));
  const refusedBefore = await applyAll(client, before);
  const kept = before.filter(({ object }) => now.some((later) => nameOf(later.object) === nameOf(object)));
  const ids = async (): Promise<readonly unknown[]> =>
    Promise.all(kept.map(async ({ object }) => (await stored(client, object)).metadata['uid']));
  const first = await ids();
  const refused = await applyAll(client, now);
  const second = await ids();
  return [
    ...refusedBefore.map((text) => `before: ${text}`),
    ...refused,
    ...kept.flatMap(({ object }, index) =>
      first[index] === second[index] ? [] : [`${nameOf(object)} is another object`],
    ),
  ];
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);

/** The output of the newest commit that has another one than the working tree. */
async function previous(
  folder: string,
): Promise<{ readonly commit: string; readonly manifests: readonly Manifest[] } | undefined> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run('git', args, { cwd: root, mayFail: true })).out;
  for (const commit of (await git('log', '--format=%h', '--', folder)).split('\n').filter(Boolean)) {
    if ((await git('diff', '--stat', commit, '--', folder)) === '') continue;
    const names = (await git('ls-tree', '--name-only', `${commit}:${folder}`))
      .split('\n')
      .filter((n) => n.endsWith('.yaml'));
    const texts = await Promise.all(names.map((name) => git('show', `${commit}:${folder}/${name}`)));
    return { commit, manifests: texts.flatMap(manifestsIn) };
  }
  return undefined;
}
