import type { Report } from '../model/problem';
import type { Run } from '../model/run';
import type { ChartMembers, WorkloadBase } from './chart-members';
import { nodeEnv, nodeNature } from './node-nature';
import { readAnyWorkload } from './read-any-workload';
import type { AfterProps } from './after-props';
import type { RunProps } from './run-props';
import { readTexts } from './shape';
import { readCount, readSeconds } from './units';

/** How often, and how long, it may try. */
export const readRun = (props: RunProps, report: Report): Pick<Run, 'retries' | 'deadlineSeconds'> => ({
  retries: readCount(props.retries, 'retries', 3, [0, 100], report),
  deadlineSeconds: readSeconds(props.deadline, 'deadline', 600, [1, 7 * 86_400], report),
});

/** The command that says whether the work is done. */
export function readDone(done: readonly string[] | undefined, report: Report): Run['done'] {
  const command = readTexts(done, 'done', report);
  if (command?.length === 0)
    report('done', done, 'a command and its arguments', "for instance done: ['node', 'migrate.js', '--check']");
  return command;
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
    { ...props, health: 'none' },
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
