import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../model/contract';

/** Only these are ever removed, and only what an earlier contract lists. */
const OURS =
  /^(admission|compose|docker|kubernetes)\/([A-Za-z0-9_-][A-Za-z0-9._-]*|\.gitignore)(\/([A-Za-z0-9_-][A-Za-z0-9._-]*|\.gitignore))*$/;

/** Removes files that the contract before this one lists and this one does not; others are never touched. */
export function removeStale(folder: string, contract: Contract): void {
  const kept = new Set(Object.values(contract.projects).flatMap(({ files }) => files));
  for (const file of listedBefore(join(folder, 'hardened.json'))) {
    if (kept.has(file) || !OURS.test(file)) continue;
    if (hidesSecrets(folder, file)) continue;
    rmSync(join(folder, file), { force: true });
    removeEmpty(dirname(join(folder, file)), folder);
  }
}

/** A `.gitignore` stays as long as there are secrets beside it: without it the next `git add` would take the keys. */
function hidesSecrets(folder: string, file: string): boolean {
  const secrets = join(folder, dirname(file), 'secrets');
  if (!file.endsWith('/.gitignore') || !existsSync(secrets)) return false;
  process.stderr.write(
    `cdk8s-hardened: ${join(dirname(file), 'secrets')}: its chart is gone: move the files to the folder of the new chart, or delete them\n`,
  );
  return true;
}

function listedBefore(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  try {
    const { projects } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Contract>;
    return Object.values(projects ?? {}).flatMap(({ files }) => files ?? []);
  } catch {
    // A broken contract is written again; what it listed is then nobody's.
    return [];
  }
}

function removeEmpty(folder: string, root: string): void {
  if (folder === root || !existsSync(folder) || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmpty(dirname(folder), root);
}
