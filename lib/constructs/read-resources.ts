import type { Report } from '../model/problem';
import { bytesText, MEBIBYTE, parseCpu } from '../model/quantities';
import { diskBytes, type Resources, type WritablePath } from '../model/workload';
import { readCount, readSize } from './units';
import type { WorkloadProps } from './workload-props';

/** What a construct decides where its props say nothing. */
export interface WorkloadDefaults {
  readonly memoryBytes: number;
  /** Least memory the process runs in, memory-backed folders not counted. */
  readonly leastMemoryBytes: number;
  readonly cpuMilli: number;
  readonly leastPids: number;
}

/** Limits of the container. */
export function readResources(
  props: WorkloadProps,
  writable: readonly WritablePath[],
  defaults: WorkloadDefaults,
  report: Report,
): Resources {
  const inMemory = writable.reduce((sum, path) => sum + (path.medium === 'memory' ? path.bytes : 0), 0);
  const memoryBytes = readSize(
    props.memory,
    'memory',
    Math.max(defaults.memoryBytes, defaults.leastMemoryBytes + inMemory),
    4096,
    report,
  );
  const left = memoryBytes - inMemory;
  if (left < defaults.leastMemoryBytes)
    report(
      'memory',
      bytesText(memoryBytes),
      `at least ${bytesText(defaults.leastMemoryBytes + inMemory)}: ${bytesText(defaults.leastMemoryBytes)} for the process and ${bytesText(inMemory)} for folders in memory`,
      'give it more, or move folders to disk',
    );
  const cpuMilli = (props.cpu === undefined ? undefined : parseCpu(props.cpu, 'cpu', report)) ?? defaults.cpuMilli;
  const asked = props.cpuRequest === undefined ? undefined : parseCpu(props.cpuRequest, 'cpuRequest', report);
  if (asked !== undefined && asked > cpuMilli) report('cpuRequest', props.cpuRequest, 'no more than cpu', 'lower it');
  const ephemeral = 64 * MEBIBYTE + diskBytes(writable);
  return {
    cpuMilli,
    cpuRequestMilli: asked ?? Math.min(100, cpuMilli),
    memoryBytes,
    ephemeralBytes: readSize(
      props.ephemeralStorage,
      'ephemeralStorage',
      ephemeral,
      diskBytes(writable) + MEBIBYTE,
      report,
    ),
    pids: readCount(props.pids, 'pids', Math.max(100, defaults.leastPids), [defaults.leastPids, 100_000], report),
  };
}
