import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../run/command';

/** The roots of all hierarchies: one in version 2, one for each controller in version 1. */
export function cgroupFolders(): readonly string[] {
  const root = '/sys/fs/cgroup';
  if (existsSync(join(root, 'cgroup.controllers'))) return [root];
  if (!existsSync(root)) return [];
  const folders = readdirSync(root).map((name) => join(root, name));
  return folders.filter((folder) => existsSync(join(folder, 'tasks')));
}

/** A control group is an empty folder once its processes have ended; the engine leaves the outermost ones. */
export async function removeCgroups(name: string): Promise<void> {
  const groups = cgroupFolders().map((root) => join(root, name));
  for (const group of groups) {
    for (let attempt = 0; attempt < 20 && existsSync(group); attempt++) {
      try {
        removeWithChildren(group);
      } catch {
        await sleep(250); // a process is still on its way out
      }
    }
  }
}

function removeWithChildren(group: string): void {
  const children = readdirSync(group, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const child of children) removeWithChildren(join(group, child.name));
  rmdirSync(group);
}
