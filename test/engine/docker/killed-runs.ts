import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupFolders, removeCgroups } from './cgroup-folders';
import { isRecord, writeBack } from './kept-settings';
import { RUN_PREFIX, workParent } from './this-run';

/** The process of a run's name has ended, and it was not this one. */
function isOver(name: string): boolean {
  const pid = new RegExp(`^${RUN_PREFIX}(\\d+)(-|$)`).exec(name)?.[1];
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}

/** Settings, folders and control groups of runs that were killed. Their processes ended with them: they waited for their input. */
export async function removeWhatKilledRunsLeft(): Promise<void> {
  const left = readdirSync(workParent).filter(isOver);
  for (const name of left.filter(isRecord)) writeBack(join(workParent, name));
  for (const name of left) rmSync(join(workParent, name), { recursive: true, force: true });
  const groups = new Set(cgroupFolders().flatMap((folder) => readdirSync(folder).filter(isOver)));
  for (const group of groups) await removeCgroups(group);
}
