import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file at once or not at all, 0644 in folders of 0755 whatever the umask. */
export function writeFile(file: string, text: string): void {
  makeFolder(dirname(file));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    chmodSync(temporary, 0o644);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Puts a first line before what cdk8s wrote, which `change` may change too. */
export function prependHeader(file: string, line: string, change = (text: string): string => text): void {
  const text = change(readFileSync(file, 'utf8'));
  chmodSync(dirname(file), 0o755);
  writeFile(file, text.startsWith(line) ? text : line + text);
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
  chmodSync(folder, 0o755);
}
