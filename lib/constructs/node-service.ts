import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DevelopedProps } from './development-props';
import type { AfterProps } from './after-props';
import type { WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { needProps } from './shape';
import { HardenedWorkload } from './hardened-workload';
import type { Image } from './image';
import type { Names } from './names';
import { drainEnv, nodeEnv, nodeNature, portEnv, stopEnv } from './node-nature';
import { lastingNames, workloadNames, workloadShapes } from './prop-shapes';
import { readAnyWorkload, type WorkloadNature } from './read-any-workload';
import type { HealthProps, ReplicaProps, StorageProps, WorkloadProps } from './workload-props';

/** A Node service. */
export interface NodeServiceProps extends WorkloadProps, ReplicaProps, AfterProps, DevelopedProps {
  readonly image: Image;
  /** Main TCP port, 1024 or higher; its name is `http`. The process finds it in PORT. */
  readonly port: number;
  /** Further named TCP ports; the process finds each in `<NAME>_PORT`. @default - none */
  readonly ports?: Readonly<Record<string, number>>;
  /** How it is asked whether it is well; `'none'` needs an exception of `health-checks`. @default - a TCP connection to the main port */
  readonly health?: HealthProps | 'none';
  /**
   * Storage that outlives the container; one replica then. Fixed once applied: Kubernetes neither changes a claim template nor
   * turns a Deployment into a StatefulSet, so delete the workload first.
   * @default - none
   */
  readonly storage?: StorageProps;
  /** Pods in Kubernetes; Compose runs one. @default 2, or 1 with storage */
  readonly replicas?: number;
  /**
   * Time the process goes on accepting after the stop signal, until load balancers have noticed. Kubernetes only: the
   * process finds it in DRAIN_DELAY_SECONDS, which is 0 in Compose.
   * At most the stop grace less two seconds.
   * @default Duration.seconds(5)
   */
  readonly drainDelay?: Duration;
}

const NAMES = {
  ...workloadNames,
  ...lastingNames,
  image: true,
  port: true,
  ports: true,
  health: true,
  storage: true,
  drainDelay: true,
} as const satisfies Names<NodeServiceProps>;

/**
 * A Node service, hardened: numeric user, read-only root with `/tmp` in memory, no capabilities, limits that Node's heap
 * follows, health checks, own identity without token. Defaults: 256Mi memory, 1 cpu.
 */
export class NodeService extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: NodeServiceProps) {
    super(scope, id);
    needProps(props, this.node.path, '{ image, port }');
    checkProps(props, { names: NAMES, inner: workloadShapes, subclass: new.target !== NodeService }, this.report);
    const nature: WorkloadNature = {
      ...nodeNature,
      kind: 'service',
      port: { name: 'http', number: props.port },
      replicas: 2,
      drainSeconds: 5,
      ownEnv: (known) => [...nodeEnv(known), ...portEnv(known), ...drainEnv(known), ...stopEnv(known)],
    };
    this.base = readAnyWorkload(this.node, props, nature, this.members, this.report);
    this.addObjects();
  }
}
