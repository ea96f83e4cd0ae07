import type { Duration } from 'cdk8s';
import type { AfterProps } from './after-props';
import type { DevelopedProps } from './development-props';
import type { UserIds } from '../model/image';
import type { Image } from './image';
import type { SizeLike } from './units';

/** What every workload can be given. */
export interface WorkloadProps {
  /** Program, in place of the image's ENTRYPOINT. @default - the image's own */
  readonly command?: readonly string[];
  /** Arguments, in place of the image's CMD. @default - the image's own */
  readonly args?: readonly string[];
  /** Literal environment. Values are written to both outputs as they are. @default - only what the construct sets itself */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration files by name, readable at `/config/<name>` or where each says. A change restarts the workload. @default - none */
  readonly files?: Readonly<Record<string, ConfigSource>>;
  /** Secrets that exist already, readable at `/secrets/<name>`. @default - none */
  readonly secrets?: readonly SecretProps[];
  /** Folders the process may write, no place for data: Compose keeps those on disk until `down -v`, Kubernetes until the pod goes. @default - what the construct needs itself */
  readonly writable?: readonly WritableProps[];
  /** Most memory; all of it is reserved. @default - see the construct */
  readonly memory?: SizeLike;
  /** Most processor: cores (0.5) or a quantity ('500m'). @default - see the construct */
  readonly cpu?: number | string;
  /** Reserved processor: cores (0.1) or a quantity ('100m'). @default '100m', or `cpu` where that is less */
  readonly cpuRequest?: number | string;
  /** Most disk for logs and disk-backed writable folders; Kubernetes only. @default 64Mi and the sum of those folders */
  readonly ephemeralStorage?: SizeLike;
  /** Most processes and threads; Compose only. @default 100 */
  readonly pids?: number;
  /** Time from the stop signal to the kill. @default Duration.seconds(30) */
  readonly stopGrace?: Duration;
  /** Size at which a log file of the Compose engine is rotated. @default 10Mi */
  readonly logMaxSize?: SizeLike;
  /** Log files the Compose engine keeps. @default 3 */
  readonly logMaxFiles?: number;
  /** Labels of every Kubernetes object of the workload, and of its Compose service. @default - standard labels only */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * User and group the process runs as; a number is both. `'assigned'`: in Kubernetes the cluster assigns them, as OpenShift
   * does; image and Compose keep the default.
   * @default - a stable number above 10000, made from the image's name
   */
  readonly user?: number | UserIds | 'assigned';
  /**
   * AppArmor profile that every host has loaded, by its name. Needs `kubernetesVersion: '1.30'`.
   * @default - the one of the runtime, where a host has AppArmor
   */
  readonly appArmor?: string;
  /** Label of SELinux. @default - the one that the runtime picks, where a host has SELinux */
  readonly seLinux?: SeLinuxProps;
}

/** What of a label of SELinux can be chosen; user and role cannot. */
export interface SeLinuxProps {
  /** @default - the one of the runtime, `container_t` */
  readonly type?: 'container_t' | 'container_init_t' | 'container_kvm_t';
  /** Level, for instance `'s0:c123,c456'`. @default - one that the runtime picks */
  readonly level?: string;
}

/** How many pods Kubernetes runs, and where; Compose runs one container. */
export interface ReplicaProps {
  /** Pods. @default - see the construct; 1 with storage */
  readonly replicas?: number;
  /** Pods that follow the load, in place of `replicas`; needs metrics in the cluster. Refused with storage. @default - none */
  readonly scale?: ScaleProps;
  /** What pods are kept apart by, as far as there is room. @default 'nodes' */
  readonly spread?: 'nodes' | 'zones' | 'both';
  /** Name of a PriorityClass. @default - the one of the chart, or of the cluster */
  readonly priority?: string;
}

/** A HorizontalPodAutoscaler. */
export interface ScaleProps {
  /** Fewest pods, 1 or more. */
  readonly min: number;
  /** Most pods. */
  readonly max: number;
  /** Percent of `cpuRequest` that a pod uses on average, from 1 to 100: above it pods are added, well below it removed. */
  readonly cpu: number;
}

/** The props that the kinds of workloads choose from; each of them says what it takes and what its defaults are. */
export interface AnyWorkloadProps extends WorkloadProps, ReplicaProps, AfterProps, DevelopedProps {
  readonly image: Image;
  readonly ports?: Readonly<Record<string, number>>;
  readonly health?: HealthProps | ClientHealthProps | CommandHealthProps | HeartbeatProps | 'none';
  readonly storage?: StorageProps;
  readonly drainDelay?: Duration;
}

/** The content of a configuration file: a text, or a file relative to the program's root. */
export type ConfigSource = ({ readonly text: string } | { readonly path: string }) & {
  /** Absolute path of the file in the container, for programs that read it nowhere else. @default '/config/<name>' */
  readonly at?: string;
};

/** A secret that somebody else makes. */
export interface SecretProps {
  /** File name below `/secrets`, and in the `secrets` folder of the Compose project. */
  readonly name: string;
  /** Kubernetes Secret and key. @default - Secret and key both called like the file */
  readonly kubernetes?: { readonly secret: string; readonly key: string };
  /** Variable that is set to the file's path. @default - none */
  readonly fileVariable?: string;
  /** Variable that takes the value itself; needs an exception of `secrets-as-files`. @default - none */
  readonly valueVariable?: string;
}

/** A folder the process may write. */
export interface WritableProps {
  /** Absolute path in the container. */
  readonly path: string;
  readonly size: SizeLike;
  /** `memory` counts against the memory limit and leaves nothing on disk. @default 'memory' */
  readonly medium?: 'memory' | 'disk';
}

/** Storage that outlives the container. */
export interface StorageProps {
  /** Absolute path in the container. */
  readonly path: string;
  readonly size: SizeLike;
}

/** How often a workload is asked. */
export interface HealthTimesProps {
  /** Time between questions. @default Duration.seconds(10) */
  readonly period?: Duration;
  /** Time for an answer. @default Duration.seconds(3) */
  readonly timeout?: Duration;
  /** Failures in a row that count. @default 3 */
  readonly failures?: number;
  /** Longest time to start. @default Duration.seconds(60) */
  readonly startupTime?: Duration;
}

/** One command for every question. */
export interface CommandHealthProps extends HealthTimesProps {
  /** A program of the image and its arguments; it exits with 0 where all is well. */
  readonly exec: readonly string[];
}

/** A file that the process writes anew as long as it is well. */
export interface HeartbeatProps extends HealthTimesProps {
  /** Absolute path, below a writable folder. */
  readonly file: string;
  /** Age at which the file counts as old. @default Duration.seconds(30) */
  readonly maxAge?: Duration;
}

/** Questions to an image of any kind. */
export interface ClientHealthProps extends HealthProps {
  /**
   * Program of the image that asks over HTTP: Compose asks from inside the container, Kubernetes from outside. Without one
   * `ready` is a port or a command.
   * @default - 'node' for an image that is built here, none for others
   */
  readonly client?: 'node' | 'curl' | 'wget';
}

/** How a workload is asked whether it is well. */
export interface HealthProps extends HealthTimesProps {
  /** Kubernetes restarts the container when it fails; Compose has no such thing. @default - a TCP connection to the main port */
  readonly live?: HealthCheckProps;
  /** Takes it out of service while it fails; Compose asks this one. @default - like `live` */
  readonly ready?: HealthCheckProps;
  /** Must hold once before the others are asked. @default - like `live` */
  readonly startup?: HealthCheckProps;
}

/**
 * One question: an HTTP path on the main port, HTTP or TCP on a named port, or a command that exits with 0.
 */
export type HealthCheckProps =
  | string
  | { readonly http: string; readonly port?: string }
  | { readonly tcp: string }
  | { readonly exec: readonly string[] };
