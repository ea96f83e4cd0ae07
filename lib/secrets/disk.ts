import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';

/** Something in the file system, not followed where it is a link. */
export interface Entry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** User id of the owner. */
  readonly owner: number;
  /** Permission bits, for instance `0o444`. */
  readonly mode: number;
  /** Text of a file; absent where it could not be read. It may be a secret: never print it. */
  readonly text?: string;
  /** The bytes of a file, where `text` is there: what others bring need not be text. */
  readonly bytes?: Buffer;
}

/** What lies in the folder of a project's secrets: the only thing a plan knows about the disk. */
export interface Disk {
  /** The folder, as the user would name it. */
  readonly path: string;
  /** The folder itself; absent where there is none. */
  readonly folder?: Entry;
  /** Everything in it, by name; empty where the folder is not ours to look into. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Looks at a folder of secrets and reads the files named. Follows no link. */
export function readDisk(path: string, files: readonly string[]): Disk {
  const folder = look(path);
  if (folder?.kind !== 'folder') return { path, folder, entries: new Map() };
  const names = readdirSync(path).sort();
  const entries = names.map((name) => [name, readEntry(join(path, name), files.includes(name))] as const);
  return { path, folder, entries: new Map(entries.flatMap(([name, entry]) => (entry ? [[name, entry]] : []))) };
}

/** What stands at a path, without following a link; `undefined` where nothing does. */
export function look(path: string): Entry | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats && entryOf(stats);
}

function readEntry(path: string, withText: boolean): Entry | undefined {
  const entry = look(path);
  if (entry?.kind !== 'file' || !withText) return entry;
  let descriptor: number;
  try {
    // Between the look and the opening a link or a pipe may have taken the place: neither is followed or waited for.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return entry;
  }
  try {
    const opened = entryOf(fstatSync(descriptor));
    if (opened.kind !== 'file') return opened;
    const bytes = readFileSync(descriptor);
    return { ...opened, text: bytes.toString('utf8'), bytes };
  } finally {
    closeSync(descriptor);
  }
}

function entryOf(stats: Stats): Entry {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other';
  return { kind, owner: stats.uid, mode: stats.mode & 0o7777 };
}
