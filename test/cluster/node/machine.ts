import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupFolders, removeCgroups } from '../../engine/docker/cgroup-folders';
import { keepSettings, settings, writeBack } from '../../engine/docker/kept-settings';
import { RUN } from '../../engine/docker/this-run';
import { onEnd } from '../../engine/run/undo';

export const sysctls = (): readonly string[] => Object.entries(settings()).map(([name, value]) => `${name}=${value}`);

/** Has them written back at the end, or by the next run. */
export function keepSysctls(): void {
  keepSettings();
  onEnd('sysctls', () => Promise.resolve(writeBack()));
}

/** The control group of all pods, in every hierarchy. A new one for processors is empty in version 1. */
export function makeCgroups(): void {
  onEnd('control groups', () => removeCgroups(RUN));
  for (const folder of cgroupFolders()) {
    mkdirSync(join(folder, RUN), { recursive: true });
    for (const file of ['cpuset.cpus', 'cpuset.mems'])
      if (existsSync(join(folder, file))) writeFileSync(join(folder, RUN, file), readFileSync(join(folder, file)));
  }
}
