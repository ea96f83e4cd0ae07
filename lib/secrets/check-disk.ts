import { checkExternal } from './check-external';
import type { Disk, Entry } from './disk';
import { look } from './disk';
import { fitsEnvFile } from './env-file';
import { octal, shellWord } from './format';
import type { WantedFile } from './plan-types';

/** The folders between the deploy folder and the secrets: made by synth, so neither may be missing or lead elsewhere. */
export function checkParents(paths: readonly string[]): readonly string[] {
  for (const path of paths) {
    const entry = look(path);
    const fix = entry === undefined ? 'synthesize again' : 'put the folder itself here';
    if (entry?.kind !== 'folder') return [`${path}: got ${name(entry)}, allowed: a folder that synth made; ${fix}`];
  }
  return [];
}

/**
 * Why nothing may be read or written here: links, things of other users, and what cannot be used and must not be replaced.
 *
 * `user` is the id this process runs under; `undefined` where the system has none, which leaves owners unchecked.
 */
export function checkDisk(disk: Disk, wanted: readonly WantedFile[], user: number | undefined): readonly string[] {
  const folder = disk.folder;
  if (folder === undefined) return [];
  const problems = checkEntry(disk.path, folder, 'folder', user);
  if (problems.length > 0) return problems;
  return wanted.flatMap((file) => {
    const entry = disk.entries.get(file.file);
    if (entry === undefined) return [];
    const path = `${disk.path}/${file.file}`;
    const found = checkEntry(path, entry, 'file', user);
    return found.length > 0 ? found : checkText(path, entry, file, wanted);
  });
}

function checkEntry(path: string, entry: Entry, kind: Entry['kind'], user: number | undefined): readonly string[] {
  if (entry.kind !== kind) {
    const fix = entry.kind === 'link' ? `copy what it points to here, as a ${kind}` : 'move it away and run again';
    return [`${path}: got ${name(entry)}, allowed: a ${kind}; links are never followed: ${fix}`];
  }
  if (user === undefined || entry.owner === user) return [];
  const fix = `run as that user, or: chown ${kind === 'folder' ? '-R ' : ''}${user} ${shellWord(path)}`;
  return [`${path}: got a ${kind} of user ${entry.owner}, allowed: one of user ${user}, who runs this; ${fix}`];
}

function checkText(path: string, entry: Entry, file: WantedFile, wanted: readonly WantedFile[]): readonly string[] {
  const { text } = entry;
  if (text === undefined) {
    const fix = `chmod ${octal(file.mode)} ${shellWord(path)}`;
    return [`${path}: got a file that cannot be read, allowed: mode ${octal(file.mode)}; ${fix}`];
  }
  if (file.recipe.kind === 'password' && (text === '' || /\s/.test(text))) {
    const got = text === '' ? 'an empty file' : 'a value with a line end or a space';
    return [
      `${path}: got ${got}, allowed: a password without either; write it with printf %s, or remove it to have one made`,
    ];
  }
  const outside = checkExternal(path, text, file);
  if (outside.length > 0) return outside;
  const inEnv = wanted.some(
    ({ recipe }) => recipe.kind === 'env' && Object.values(recipe.variables).includes(file.name),
  );
  if (file.recipe.kind === 'external' && inEnv && !fitsEnvFile(text)) {
    return [
      `${path}: got a value with a line end or a quote, allowed: one that fits a variable; write it with printf %s`,
    ];
  }
  return [];
}

function name(entry: Entry | undefined): string {
  const names = { file: 'a file', folder: 'a folder', link: 'a symbolic link', other: 'neither file nor folder' };
  return entry === undefined ? 'nothing' : names[entry.kind];
}
