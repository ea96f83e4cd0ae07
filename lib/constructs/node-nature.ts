import { MEBIBYTE } from '../model/quantities';
import { memoryLeft, type EnvVariable } from '../model/workload';
import type { KnownWorkload, WorkloadNature } from './read-any-workload';

/** Node needs about this much before the program's own memory. */
const LEAST_MEMORY = 96 * MEBIBYTE;
/** Node with an exec health check hangs below. */
const LEAST_PIDS = 64;
/** Share of the memory limit that the heap may take: the rest is for buffers, threads and code. */
const HEAP_SHARE = 0.75;

/** What every Node process is given, whether it serves, works through a queue or ends. */
export const nodeNature: Pick<WorkloadNature, 'writable' | 'resources' | 'client'> = {
  client: 'node',
  writable: [{ path: '/tmp', size: '16Mi' }],
  resources: { memoryBytes: 256 * MEBIBYTE, leastMemoryBytes: LEAST_MEMORY, cpuMilli: 1000, leastPids: LEAST_PIDS },
};

/** Variables of every Node process: production, and a heap that the memory limit has room for. */
export function nodeEnv({
  resources,
  writable,
}: Pick<KnownWorkload, 'resources' | 'writable'>): readonly EnvVariable[] {
  const heap = Math.floor((memoryLeft(resources.memoryBytes, writable) * HEAP_SHARE) / MEBIBYTE);
  return [
    { name: 'NODE_ENV', value: 'production' },
    { name: 'NODE_OPTIONS', value: `--max-old-space-size=${heap}` },
  ];
}

/** How long a process has to end after the stop signal. */
export const stopEnv = ({ stopGraceSeconds }: Pick<KnownWorkload, 'stopGraceSeconds'>): readonly EnvVariable[] => [
  { name: 'STOP_GRACE_SECONDS', value: String(stopGraceSeconds) },
];

/** How long a process that serves goes on accepting after the stop signal. */
export const drainEnv = ({ drainSeconds }: Pick<KnownWorkload, 'drainSeconds'>): readonly EnvVariable[] => [
  { name: 'DRAIN_DELAY_SECONDS', value: '0', kubernetes: String(drainSeconds) },
];

/** Variables that tell a process its ports: PORT for the main one, `<NAME>_PORT` for each other. */
export const portEnv = ({ ports }: Pick<KnownWorkload, 'ports'>): readonly EnvVariable[] =>
  ports.map(({ name, number }, index) => ({
    name: index === 0 ? 'PORT' : `${name.toUpperCase().replaceAll('-', '_')}_PORT`,
    value: String(number),
  }));
