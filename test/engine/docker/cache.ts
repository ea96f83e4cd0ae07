import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const root = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cdk8s-hardened-test');

/**
 * A folder that is made once. It is made beside its place and renamed, so a run that was interrupted leaves nothing
 * that looks finished. What it is made from is in its name, so a change makes a new one.
 */
export async function cached(
  name: string,
  madeFrom: unknown,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(root, `${name}-${digest(JSON.stringify(madeFrom))}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await make(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

const digest = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
