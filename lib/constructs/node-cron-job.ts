import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkSchedule, checkTimeZone } from '../model/schedule';
import type { AfterProps } from './after-props';
import type { WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { needProps } from './shape';
import { HardenedWorkload } from './hardened-workload';
import type { Names } from './names';
import { workloadShapes } from './prop-shapes';
import { readNodeRun, readRun } from './read-run';
import { runNames, type RunProps } from './run-props';
import { readSeconds } from './units';

/** A Node process that runs on a schedule and ends each time. */
export interface NodeCronJobProps extends RunProps, AfterProps {
  /** Five fields of cron: minute, hour, day of the month, month, day of the week; `'30 3 * * *'` is every day at 3:30. */
  readonly schedule: string;
  /** IANA name of the time zone of the schedule, for instance `'Europe/Berlin'`. @default - the one of the cluster, mostly UTC */
  readonly timeZone?: string;
  /** How late it may still be started, where the cluster was busy or down. @default Duration.minutes(5) */
  readonly startWithin?: Duration;
}

const NAMES = {
  ...runNames,
  after: true,
  schedule: true,
  timeZone: true,
  startWithin: true,
} as const satisfies Names<NodeCronJobProps>;

/**
 * A Node process that runs on a schedule, hardened like a `NodeService`. A run is left out while the one before it goes
 * on. Compose has no scheduler: there it is in the profile `cron-jobs`, which nothing starts by itself;
 * `docker compose run --rm <name>` does. Defaults: 256Mi memory, 1 cpu.
 */
export class NodeCronJob extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: NodeCronJobProps) {
    super(scope, id);
    needProps(props, this.node.path, '{ image, schedule }');
    checkProps(props, { names: NAMES, inner: workloadShapes, subclass: new.target !== NodeCronJob }, this.report);
    const { timeZone } = props;
    checkSchedule(props.schedule, 'schedule', this.report);
    if (timeZone !== undefined) checkTimeZone(timeZone, 'timeZone', this.report);
    for (const prop of ['done', 'keepFor'])
      if (prop in props)
        this.report(
          prop,
          (props as unknown as Record<string, unknown>)[prop],
          'no such prop on a NodeCronJob',
          UNKNOWN,
        );
    // Below 10 seconds the controller, which looks every 10 seconds, would miss it.
    const startWithinSeconds = readSeconds(props.startWithin, 'startWithin', 300, [10, 86_400], this.report);
    const schedule = { cron: String(props.schedule), timeZone, startWithinSeconds };
    const run = { ...readRun(props, this.report), keepSeconds: undefined, done: undefined, schedule };
    this.base = readNodeRun(this.node, props, { kind: 'cron-job', run }, this.members, this.report);
    this.addObjects();
  }
}

const UNKNOWN = 'remove it, or make it a NodeJob: what runs again and again is never done, and keeps its last runs';
