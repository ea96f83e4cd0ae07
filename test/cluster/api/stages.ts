import type { Tally } from '../../judge/tally';
import { synthesize } from '../../programs/synthesize';
import { system, systemStages } from '../../programs/system';
import type { Client } from '../server/client';
import { nameOf, stored } from '../server/objects';
import { applyAll, makeMissingNamespaces } from './applied';
import { manifestsOf, type Manifest } from './manifests';

/** Every stage of the system with another image of its job. */
const migrated = Object.fromEntries(
  Object.entries(systemStages).map(([name, stage]) => [name, { ...stage, migration: '24.0-bookworm-slim' }]),
);

/**
 * All stages of one program on a real server, then once more with another image of the job: a new Job comes beside the old
 * one, what waits for it is changed, and nothing else is.
 */
export async function judgeStages(client: Client, tally: Tally): Promise<void> {
  const report = (what: string, problems: readonly string[]): void => {
    if (problems.length === 0) tally.pass(`passed  stages: ${what}`);
    else tally.fail(`stages: ${what}\n${problems.map((problem) => `        ${problem}`).join('\n')}`);
  };
  const first = manifestsOf(synthesize((app) => system(app)));
  const second = manifestsOf(synthesize((app) => system(app, migrated)));
  await makeMissingNamespaces(client, first);
  report(
    `${first.length} objects of ${Object.keys(systemStages).length} stages accepted`,
    await applyAll(client, first),
  );
  const before = await versions(client, first);
  report('another image of the job is accepted', await applyAll(client, second));
  const after = await versions(client, [...first, ...second]);

  const moved = [...after].filter(([name, version]) => before.get(name) !== version).map(([name]) => name);
  const wanted = Object.keys(systemStages).flatMap((stage) => [
    `Deployment system-${stage}/basket`,
    `Job system-${stage}/migrate`,
  ]);
  const seen = moved.map((name) => name.replace(/\/migrate-[0-9a-z]+$/, '/migrate'));
  const isJob = (name: string): boolean => name.startsWith('Job ');
  report('a new Job for each stage and what waits for it, and nothing else', [
    ...wanted.filter((name) => !seen.includes(name)).map((name) => `${name}: has not changed`),
    ...seen.filter((name) => !wanted.includes(name)).map((name) => `${name}: has changed`),
    ...moved.filter((name) => isJob(name) && before.has(name)).map((name) => `${name}: was there before`),
    ...[...before.keys()].filter((name) => isJob(name) && !after.has(name)).map((name) => `${name}: is gone`),
  ]);
}

/** The version of each object that is stored, by kind and name. */
async function versions(client: Client, manifests: readonly Manifest[]): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const { object } of manifests) {
    const name = `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    try {
      found.set(name, (await stored(client, object)).metadata['resourceVersion']);
    } catch (error) {
      throw new Error(`${nameOf(object)} cannot be read back`, { cause: error });
    }
  }
  return found;
}
