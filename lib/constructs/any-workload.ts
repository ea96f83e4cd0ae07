import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { MEBIBYTE } from '../model/quantities';
import type { DevelopedProps } from './development-props';
import type { AfterProps } from './after-props';
import type { WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { needProps } from './shape';
import { HardenedWorkload } from './hardened-workload';
import type { Image } from './image';
import type { Names } from './names';
import { lastingNames, workloadNames, workloadShapes } from './prop-shapes';
import { readAnyWorkload, type WorkloadNature } from './read-any-workload';
import type {
  ClientHealthProps,
  CommandHealthProps,
  ReplicaProps,
  StorageProps,
  WorkloadProps,
} from './workload-props';

/** A workload of any image. */
export interface AnyImageProps extends WorkloadProps, ReplicaProps, AfterProps, DevelopedProps {
  readonly image: Image;
  /** Named TCP ports, 1024 or higher; the first is the main one. Without any it has no Service. @default - none */
  readonly ports?: Readonly<Record<string, number>>;
  /** How it is asked whether it is well; `'none'` needs an exception of `health-checks`. @default - a TCP connection to the main port */
  readonly health?: ClientHealthProps | CommandHealthProps | 'none';
  /**
   * Storage that outlives the container, at a path that the image's `owner` owns; one replica then. Fixed once applied.
   * @default - none
   */
  readonly storage?: StorageProps;
  /** Pods in Kubernetes; Compose runs one. @default 2, or 1 with storage or without ports */
  readonly replicas?: number;
  /**
   * Time between the decision to stop and the stop signal, until load balancers have noticed. Kubernetes only; before
   * `kubernetesVersion: '1.30'` the image needs a `sleep`. At most the stop grace less two seconds.
   * @default Duration.seconds(5), or 0 without ports
   */
  readonly drainDelay?: Duration;
}

const NAMES = {
  ...workloadNames,
  ...lastingNames,
  image: true,
  ports: true,
  health: true,
  storage: true,
  drainDelay: true,
} as const satisfies Names<AnyImageProps>;

/** Below this no process starts. */
const LEAST_MEMORY = 8 * MEBIBYTE;

/**
 * A workload of any image, hardened like a `NodeService`; nothing of Node is assumed. The props are the contract of the
 * image: the user it can run as, its ports, the folders it writes. Nothing is writable unless it is listed.
 * Defaults: 128Mi memory, 0.5 cpu.
 */
export class Workload extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: AnyImageProps) {
    super(scope, id);
    needProps(props, this.node.path, '{ image, ports }');
    checkProps(props, { names: NAMES, inner: workloadShapes, subclass: new.target !== Workload }, this.report);
    const serves = Object.keys(props.ports ?? {}).length > 0;
    const nature: WorkloadNature = {
      kind: 'service',
      client: undefined,
      writable: [],
      resources: { memoryBytes: 128 * MEBIBYTE, leastMemoryBytes: LEAST_MEMORY, cpuMilli: 500, leastPids: 1 },
      replicas: serves ? 2 : 1,
      drainSeconds: serves ? 5 : 0,
      drainsBySleep: true,
      ownEnv: () => [],
    };
    this.base = readAnyWorkload(this.node, props, nature, this.members, this.report);
    this.addObjects();
  }
}
