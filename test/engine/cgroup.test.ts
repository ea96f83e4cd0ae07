import { readCgroup } from './inside/cgroup';

const LIMITS = { memory: 268435456, memoryAndSwap: 268435456, cpus: 0.5, pids: 100 };

describe('limits of a control group', () => {
  test('version 1, as an engine wrote it', () => {
    const text = {
      'memory/memory.limit_in_bytes': '268435456\n',
      'memory/memory.memsw.limit_in_bytes': '268435456\n',
      'cpu/cpu.cfs_quota_us': '50000\n',
      'cpu/cpu.cfs_period_us': '100000\n',
      'pids/pids.max': '100\n',
    };
    expect(readCgroup(text)).toEqual({ version: 1, ...LIMITS });
  });

  test('version 1 without limits', () => {
    const text = {
      'memory/memory.limit_in_bytes': '9223372036854771712\n',
      'memory/memory.memsw.limit_in_bytes': '9223372036854771712\n',
      'cpu/cpu.cfs_quota_us': '-1\n',
      'cpu/cpu.cfs_period_us': '100000\n',
      'pids/pids.max': 'max\n',
    };
    expect(readCgroup(text)).toEqual({ version: 1 });
  });

  test('version 2: swap is counted by itself, cpu is quota and period', () => {
    const text = {
      'memory.max': '268435456\n',
      'memory.swap.max': '0\n',
      'cpu.max': '50000 100000\n',
      'pids.max': '100\n',
    };
    expect(readCgroup(text)).toEqual({ version: 2, ...LIMITS });
  });

  test('version 2: swap as large as memory is noticed', () => {
    const text = { 'memory.max': '268435456\n', 'memory.swap.max': '268435456\n' };
    expect(readCgroup(text).memoryAndSwap).toBe(2 * 268435456);
  });

  test('version 2 without limits, and of a kernel without swap accounting', () => {
    expect(
      readCgroup({ 'memory.max': 'max\n', 'memory.swap.max': 'max\n', 'cpu.max': 'max 100000\n', 'pids.max': 'max\n' }),
    ).toEqual({ version: 2 });
    expect(readCgroup({ 'memory.max': '268435456\n' })).toEqual({ version: 2, memory: 268435456 });
  });

  test('nothing readable is no limit, not zero', () => {
    expect(readCgroup({})).toEqual({ version: 2 });
  });
});
