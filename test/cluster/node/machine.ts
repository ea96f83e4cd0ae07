import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupFolders, removeCgroups } from '../../engine/docker/cgroup-folders';
import { RUN } from '../../engine/docker/this-run';
import { onEnd } from '../../engine/run/undo';

/** What the kubelet sets for the whole machine, not for its namespaces. */
const SYSCTLS = [
  'kernel/panic',
  'kernel/panic_on_oops',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

const read = (name: string): string => readFileSync(join('/proc/sys', name), 'utf8').trim();

export const sysctls = (): readonly string[] => SYSCTLS.map((name) => `${name}=${read(name)}`);

/** Has them written back at the end. */
export function keepSysctls(): void {
  const before = SYSCTLS.map((name) => [name, read(name)] as const);
  onEnd('sysctls', () => {
    for (const [name, value] of before) if (read(name) !== value) writeFileSync(join('/proc/sys', name), value);
    return Promise.resolve();
  });
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
