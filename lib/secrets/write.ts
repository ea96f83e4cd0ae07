import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { temporaryName } from './plan-types';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_RDONLY, O_WRONLY } = constants;

/** Makes a folder with exactly this mode, whatever the umask. It must not exist. */
export function createFolder(path: string, mode: number): void {
  mkdirSync(path, { mode });
  setMode(path, mode, O_DIRECTORY);
}

/**
 * Makes a file that must not exist. It appears under its name complete, or not at all: it is prepared beside it, and linking,
 * unlike renaming, never replaces a file that somebody else made meanwhile.
 */
export function createFile(path: string, content: string, mode: number): void {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  withOpen(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, (file) => {
    writeFileSync(file, content);
    fchmodSync(file, mode);
    fsyncSync(file);
  });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!hasNoLinks(error) || lstatSync(path, { throwIfNoEntry: false })) throw error;
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  withOpen(dirname(path), O_RDONLY | O_DIRECTORY, fsyncSync);
}

/**
 * Writes new content into a file that exists, without changing which file it is: a running container has the file itself
 * mounted, and a rename would leave it with the old one for ever.
 *
 * That cannot be atomic. The whole content is there before the first byte is written, it goes over the old one in one piece,
 * what is left over is cut off then, and all is synced: there is no moment with an empty file. If the machine stops in between,
 * the file no longer matches what it derives from, and the next run writes it again.
 */
export function overwriteFile(path: string, content: string, mode: number): void {
  withOpen(path, O_RDONLY | O_NOFOLLOW, (read) => {
    // The owner may not write to a file of mode 0444 either, unless it is root.
    fchmodSync(read, mode | 0o200);
    try {
      withOpen(path, O_WRONLY | O_NOFOLLOW, (file) => {
        const [before, now] = [fstatSync(read), fstatSync(file)];
        if (before.ino !== now.ino || before.dev !== now.dev) throw replaced(path);
        writeFileSync(file, content);
        ftruncateSync(file, Buffer.byteLength(content));
        fsyncSync(file);
      });
    } finally {
      fchmodSync(read, mode);
    }
  });
}

/** Gives a file or folder of ours its mode. Follows no link. */
export function setMode(path: string, mode: number, flags = 0): void {
  withOpen(path, O_RDONLY | O_NOFOLLOW | flags, (file) => fchmodSync(file, mode));
}

/** Some shared folders know no hard links. */
function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function withOpen(path: string, flags: number, use: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    use(file);
  } finally {
    closeSync(file);
  }
}

function replaced(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error('replaced by somebody else meanwhile'), { code: 'ESTALE', syscall: 'open', path });
}
