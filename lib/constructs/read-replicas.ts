import type { Report } from '../model/problem';
import type { Scale, SpreadOver, Workload } from '../model/workload';
import { checkPriority } from './read-settings';
import { readMapping } from './shape';
import { readCount } from './units';
import type { ReplicaProps, ScaleProps } from './workload-props';

/** Most pods of one workload. */
const MOST = 1000;

/** How many pods there are, and where; `stored` says that one process writes to a storage. */
export function readReplicas(
  props: ReplicaProps,
  preset: number,
  stored: boolean,
  report: Report,
): Pick<Workload, 'replicas' | 'scale' | 'spread' | 'priority'> {
  if (props.priority !== undefined) checkPriority(props.priority, report);
  const scale = props.scale === undefined ? undefined : readScale(props.scale, stored, report);
  if (stored && (props.replicas ?? 1) !== 1)
    report('replicas', props.replicas, '1 with storage: one process writes to it', 'remove replicas, or the storage');
  if (scale && props.replicas !== undefined)
    report('replicas', props.replicas, 'replicas or scale, not both', 'remove replicas: scale.min is the fewest');
  const given = stored ? 1 : readCount(props.replicas, 'replicas', preset, [1, MOST], report);
  const replicas = scale?.min ?? given;
  return {
    replicas,
    scale,
    spread: readSpread(props.spread, (scale?.max ?? replicas) > 1, report),
    priority: props.priority,
  };
}

function readScale(given: ScaleProps, stored: boolean, report: Report): Scale {
  const { min, max, cpu } = readMapping<never>(given as never, 'scale', report) as Partial<ScaleProps>;
  if (stored) report('scale', given, 'no scale with storage: one process writes to it', 'remove scale, or the storage');
  const count = (key: keyof ScaleProps, value: number | undefined, example: number, least: number, most: number) => {
    // The compiler asks for all three: a program in JavaScript may have forgotten one.
    if (value === undefined) report(`scale.${key}`, value, `a whole number from ${least} to ${most}`, 'add it');
    return readCount(value, `scale.${key}`, example, [least, most], report);
  };
  const fewest = count('min', min, 1, 1, MOST);
  return {
    min: fewest,
    max: count('max', max, Math.max(fewest, 2), fewest, MOST),
    cpuPercent: count('cpu', cpu, 80, 1, 100),
  };
}

/** Pods that may be several are kept on different nodes unless the program says otherwise. */
function readSpread(given: ReplicaProps['spread'], several: boolean, report: Report): readonly SpreadOver[] {
  const known: Readonly<Record<string, readonly SpreadOver[]>> = {
    nodes: ['nodes'],
    zones: ['zones'],
    both: ['zones', 'nodes'],
  };
  const spread = Object.hasOwn(known, given ?? 'nodes') ? known[given ?? 'nodes'] : undefined;
  if (spread === undefined) report('spread', given, Object.keys(known).join(' | '), 'choose one');
  return several ? (spread ?? []) : [];
}
