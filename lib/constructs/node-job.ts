import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AfterProps } from './after-props';
import type { WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { needProps } from './shape';
import { HardenedWorkload } from './hardened-workload';
import type { Names } from './names';
import { workloadShapes } from './prop-shapes';
import { readDone, readNodeRun, readRun } from './read-run';
import { runNames, type RunProps } from './run-props';
import { readSeconds } from './units';

/** A Node process that runs once and ends. */
export interface NodeJobProps extends RunProps, AfterProps {
  /**
   * A command in the job's image that exits with 0 once the work is done, and with another code before, for instance
   * `['node', 'migrate.js', '--check']`. It looks for the result itself, since jobs are removed some time after they ended.
   * Whoever comes `after` this job asks it.
   * @default - nobody can come after it
   */
  readonly done?: readonly string[];
  /** How long the ended Job stays, with its pods and logs; applied later, it runs again. Kubernetes only. @default Duration.days(1) */
  readonly keepFor?: Duration;
}

const NAMES = { ...runNames, after: true, done: true, keepFor: true } as const satisfies Names<NodeJobProps>;

const DAY = 86_400;

/**
 * A Node process that runs once and ends, for instance a migration, hardened like a `NodeService`. In Kubernetes a Job
 * whose name ends in a digest of what it runs: another image or variable makes another Job, the same output changes
 * nothing. It may run more than once, so what it does twice must be as good as once. Defaults: 256Mi memory, 1 cpu.
 */
export class NodeJob extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: NodeJobProps) {
    super(scope, id);
    needProps(props, this.node.path, '{ image }');
    checkProps(props, { names: NAMES, inner: workloadShapes, subclass: new.target !== NodeJob }, this.report);
    const keepSeconds = readSeconds(props.keepFor, 'keepFor', DAY, [0, 365 * DAY], this.report);
    const run = {
      ...readRun(props, this.report),
      keepSeconds,
      done: readDone(props.done, this.report),
      schedule: undefined,
    };
    this.base = readNodeRun(this.node, props, { kind: 'job', run }, this.members, this.report);
    this.addObjects();
  }
}
