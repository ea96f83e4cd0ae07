import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeCgroups, RUN } from '../../engine/docker/leftovers';
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
  const root = '/sys/fs/cgroup';
  const version2 = existsSync(join(root, 'cgroup.controllers'));
  const hierarchies = version2 ? [root] : readdirSync(root).map((name) => join(root, name));
  onEnd('control groups', removeCgroups);
  for (const folder of hierarchies.filter((one) => version2 || existsSync(join(one, 'tasks')))) {
    mkdirSync(join(folder, RUN), { recursive: true });
    if (version2) continue;
    for (const file of ['cpuset.cpus', 'cpuset.mems'])
      if (existsSync(join(folder, file))) writeFileSync(join(folder, RUN, file), readFileSync(join(folder, file)));
  }
}
