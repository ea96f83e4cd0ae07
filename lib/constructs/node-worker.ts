import type { Construct } from 'constructs';
import type { DevelopedProps } from './development-props';
import type { AfterProps } from './after-props';
import type { WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { needProps } from './shape';
import { HardenedWorkload } from './hardened-workload';
import type { Image } from './image';
import type { Names } from './names';
import { nodeEnv, nodeNature, stopEnv } from './node-nature';
import { lastingNames, workloadNames, workloadShapes } from './prop-shapes';
import { readAnyWorkload, type WorkloadNature } from './read-any-workload';
import type { CommandHealthProps, HeartbeatProps, ReplicaProps, StorageProps, WorkloadProps } from './workload-props';

/** A Node process that listens on no port. */
export interface NodeWorkerProps extends WorkloadProps, ReplicaProps, AfterProps, DevelopedProps {
  readonly image: Image;
  /**
   * How it is asked whether it is well: by a command, or by the age of a file that it writes anew while it works, for
   * instance `{ file: '/tmp/alive' }`. `'none'` needs an exception of `health-checks`.
   */
  readonly health: CommandHealthProps | HeartbeatProps | 'none';
  /**
   * Storage that outlives the container; one replica then. Fixed once applied: Kubernetes neither changes a claim template nor
   * turns a Deployment into a StatefulSet, so delete the workload first.
   * @default - none
   */
  readonly storage?: StorageProps;
  /** Pods in Kubernetes; Compose runs one. @default 1 */
  readonly replicas?: number;
}

const NAMES = {
  ...workloadNames,
  ...lastingNames,
  image: true,
  health: true,
  storage: true,
} as const satisfies Names<NodeWorkerProps>;

/**
 * A Node process that takes work from elsewhere, such as a queue in Redis, and listens on no port: no Service and nobody
 * who could call it. Hardened like a `NodeService`. Defaults: 256Mi memory, 1 cpu.
 */
export class NodeWorker extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: NodeWorkerProps) {
    super(scope, id);
    needProps(props, this.node.path, '{ image, health }');
    checkProps(props, { names: NAMES, inner: workloadShapes, subclass: new.target !== NodeWorker }, this.report);
    const nature: WorkloadNature = {
      ...nodeNature,
      kind: 'service',
      replicas: 1,
      drainSeconds: 0,
      ownEnv: (known) => [...nodeEnv(known), ...stopEnv(known)],
    };
    this.base = readAnyWorkload(this.node, props, nature, this.members, this.report);
    this.addObjects();
  }
}
