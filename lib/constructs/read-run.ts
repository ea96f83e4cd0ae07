import type { Report } from '../model/problem';
import type { Run } from '../model/run';
import type { ChartMembers, WorkloadBase } from './chart-members';
import { nodeEnv, nodeNature } from './node-nature';
import { readAnyWorkload } from './read-any-workload';
import type { AfterProps } from './after-props';
import type { RunProps } from './run-props';
import { readCommandLine } from './shape';
import { readCount, readSeconds } from './units';

/** Props of what runs on: a program in JavaScript that passes one is told, instead of losing it. */
const OTHERS = ['port', 'ports', 'health', 'replicas', 'scale', 'spread', 'storage', 'drainDelay'];

/** How often, and how long, it may try. */
export function readRun(props: RunProps, report: Report): Pick<Run, 'retries' | 'deadlineSeconds'> {
  for (const prop of OTHERS)
    if (prop in props)
      report(
        prop,
        (props as unknown as Readonly<Record<string, unknown>>)[prop],
        'no such prop on what runs to its end',
        'remove it: it listens on no port, runs alone, and what it keeps is in a server that it connects to',
      );
  return {
    retries: readCount(props.retries, 'retries', 3, [0, 100], report),
    deadlineSeconds: readSeconds(props.deadline, 'deadline', 600, [1, 7 * 86_400], report),
  };
}

/** The command that says whether the work is done. */
export function readDone(done: readonly string[] | undefined, report: Report): Run['done'] {
  return readCommandLine(done, 'done', "done: ['node', 'migrate.js', '--check']", report);
}

/** A Node process that ends, as the model has it: no port, nobody who asks it, one at a time. */
export const readNodeRun = (
  node: { readonly id: string; readonly path: string },
  props: RunProps & AfterProps,
  { kind, run }: { readonly kind: 'job' | 'cron-job'; readonly run: Run },
  members: ChartMembers,
  report: Report,
): WorkloadBase => ({
  ...readAnyWorkload(
    node,
    // What a job does not have is no part of it, whatever a program in JavaScript passes.
    { ...props, ports: undefined, storage: undefined, replicas: undefined, scale: undefined, health: 'none' },
    {
      ...nodeNature,
      kind,
      replicas: 1,
      drainSeconds: 0,
      ownEnv: (known) => [...nodeEnv(known), { name: 'STOP_GRACE_SECONDS', value: String(known.stopGraceSeconds) }],
    },
    members,
    report,
  ),
  run,
});
