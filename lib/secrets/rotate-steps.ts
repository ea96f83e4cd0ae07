import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD_BYTES } from './contents';
import type { Random } from './issue';
import { KEY_MODE, MOUNTED_MODE } from './plan-types';
import { besideOf, type TextOf } from './rotation';
import { createFile, overwriteFile } from './write';

/** The folder of the secrets, as it was read. */
interface Folder {
  readonly path: string;
  readonly text: TextOf;
}

/** Makes the new password beside the old one. Callers do not see it. */
export function addPassword(file: string, { path }: Folder, random: Random): void {
  createFile(join(path, besideOf(file, 'next')), random(PASSWORD_BYTES).toString('base64url'), KEY_MODE);
}

/**
 * Hands the new password to the callers, in place: a container has the file itself mounted. The old one is kept first, and
 * the new one given up last, so that whatever is interrupted can be done again.
 */
export function switchPassword(file: string, { path, text }: Folder): void {
  const [next, previous] = [besideOf(file, 'next'), besideOf(file, 'previous')];
  const [old, fresh] = [text(file), text(next)];
  if (old === undefined || fresh === undefined) throw new Error(`no two passwords for ${file}: the state was not read`);
  if (text(previous) === undefined) createFile(join(path, previous), old, KEY_MODE);
  if (old !== fresh) overwriteFile(join(path, file), fresh, MOUNTED_MODE);
  rmSync(join(path, next));
}

/** Takes the old password out of what the ACL file is made from. Nobody has this file mounted: a rename is all or nothing. */
export function withdrawPassword(file: string, { path }: Folder): void {
  renameSync(join(path, besideOf(file, 'previous')), join(path, besideOf(file, 'withdrawn')));
}

/** Forgets the old password, once no server takes it any more. */
export function forgetPassword(file: string, { path }: Folder): void {
  rmSync(join(path, besideOf(file, 'withdrawn')));
}
