/** Limits of a container as its control group has them; undefined is 'no limit' or 'cannot be read'. */
export interface CgroupLimits {
  readonly version: 1 | 2;
  readonly memory?: number;
  readonly memoryAndSwap?: number;
  readonly cpus?: number;
  readonly pids?: number;
}

/** The files to read, of both layouts, below /sys/fs/cgroup. */
export const CGROUP_FILES = [
  'memory/memory.limit_in_bytes',
  'memory/memory.memsw.limit_in_bytes',
  'cpu/cpu.cfs_quota_us',
  'cpu/cpu.cfs_period_us',
  'pids/pids.max',
  'memory.max',
  'memory.swap.max',
  'cpu.max',
  'pids.max',
] as const;

export type CgroupFile = (typeof CGROUP_FILES)[number];
export type CgroupText = Readonly<Partial<Record<CgroupFile, string>>>;

/** Version 1 says 'no limit' with the largest number of whole pages, or -1; version 2 with the word max. */
const NO_LIMIT = 2 ** 62;

function number(text: string | undefined): number | undefined {
  const value = /^\d+$/.test(text?.trim() ?? '') ? Number(text) : undefined;
  return value === undefined || value >= NO_LIMIT ? undefined : value;
}

export function readCgroup(text: CgroupText): CgroupLimits {
  return text['memory/memory.limit_in_bytes'] === undefined ? version2(text) : version1(text);
}

function version1(text: CgroupText): CgroupLimits {
  const quota = number(text['cpu/cpu.cfs_quota_us']);
  const period = number(text['cpu/cpu.cfs_period_us']);
  return {
    version: 1,
    memory: number(text['memory/memory.limit_in_bytes']),
    memoryAndSwap: number(text['memory/memory.memsw.limit_in_bytes']),
    cpus: quota !== undefined && period !== undefined ? quota / period : undefined,
    pids: number(text['pids/pids.max']),
  };
}

function version2(text: CgroupText): CgroupLimits {
  const memory = number(text['memory.max']);
  const swap = number(text['memory.swap.max']);
  const [quota, period] = (text['cpu.max'] ?? '').trim().split(' ').map(number);
  return {
    version: 2,
    memory,
    memoryAndSwap: memory !== undefined && swap !== undefined ? memory + swap : undefined,
    cpus: quota !== undefined && period !== undefined ? quota / period : undefined,
    pids: number(text['pids.max']),
  };
}
