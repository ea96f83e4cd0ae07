import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUN, workParent } from './this-run';

/** What the kubelet sets for the whole machine, not for its namespaces. */
export const SYSCTLS = [
  'kernel/panic',
  'kernel/panic_on_oops',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

const SETTINGS = '/proc/sys';
const ENDING = '-settings.json';
/** Where this run keeps them: a run that is killed cannot write them back, so the next one does. */
const RECORD = join(workParent, RUN + ENDING);

/** The settings of the machine as they are now. */
export const settings = (root = SETTINGS): Readonly<Record<string, string>> =>
  Object.fromEntries(SYSCTLS.map((name) => [name, readFileSync(join(root, name), 'utf8').trim()]));

/** Keeps the settings in a file until they are written back. */
export const keepSettings = (record = RECORD, root = SETTINGS): void =>
  writeFileSync(record, JSON.stringify(settings(root)), { flag: 'wx', mode: 0o600 });

/** True for the name of such a file. */
export const isRecord = (name: string): boolean => name.endsWith(ENDING);

/** Writes settings back, those that have changed; then the file is gone. What others wrote is not believed. */
export function writeBack(record = RECORD, root = SETTINGS): void {
  if (statSync(record).uid === process.getuid?.()) {
    const kept = JSON.parse(readFileSync(record, 'utf8')) as Readonly<Record<string, unknown>>;
    const now = settings(root);
    for (const name of SYSCTLS) {
      const value = kept[name];
      if (typeof value === 'string' && /^\d+$/.test(value) && value !== now[name])
        writeFileSync(join(root, name), value);
    }
  }
  rmSync(record);
}
