import type { Exception } from './exception';
import type { Health } from './health';
import type { UserIds, WorkloadImage } from './image';
import type { Run } from './run';
import type { Posture } from './posture';

/** What one process needs, without any output format: plain data. */
export interface Workload {
  /** DNS label; `metadata.name`, Compose service and DNS name. */
  readonly name: string;
  /** Path of the construct. */
  readonly path: string;
  readonly kind: 'service' | 'redis' | 'job' | 'cron-job' | CompanionKind;
  /** Of an init container and a sidecar: the workload that it belongs to. */
  readonly of?: string;
  /** Of an init container and a sidecar: folders of its workload that it writes too. */
  readonly shares?: readonly SharedPath[];
  readonly image: WorkloadImage;
  readonly user: UserIds;
  /** Kubernetes assigns user and groups of the pod; `user` is that of the image and of Compose. */
  readonly assigned: boolean;
  /** Named TCP ports in the order they were given; the first is the main one. */
  readonly ports: readonly NamedPort[];
  /** Program, in place of the image's ENTRYPOINT. */
  readonly command: readonly string[] | undefined;
  /** Arguments, in place of the image's CMD. */
  readonly args: readonly string[] | undefined;
  /** Literal environment, by name. */
  readonly env: readonly EnvVariable[];
  readonly secrets: readonly SecretUse[];
  /** Configuration files, mounted at `/config/<name>` or where each says. */
  readonly files: readonly ConfigFile[];
  readonly writable: readonly WritablePath[];
  /** Storage that outlives the container. */
  readonly storage: Storage | undefined;
  /** How it runs to its end; `undefined` for what runs on. */
  readonly run: Run | undefined;
  /** Names of jobs whose work must be done before this one starts. */
  readonly after: readonly string[];
  /** `undefined` for what ends, and with an exception of health-checks. */
  readonly health: Health | undefined;
  readonly resources: Resources;
  /** Pods in Kubernetes: the fewest where `scale` follows the load. */
  readonly replicas: number;
  readonly scale?: Scale;
  /** What pods are kept apart by, where there may be several. */
  readonly spread: readonly SpreadOver[];
  /** Kubernetes PriorityClass. */
  readonly priority?: string;
  readonly stopGraceSeconds: number;
  /** Seconds the process goes on accepting after the stop signal, where a load balancer must notice first (Kubernetes). */
  readonly drainSeconds: number;
  /** Kubernetes itself waits for the drain delay before the stop signal: the process knows nothing of it. */
  readonly drainsBySleep?: boolean;
  /** Whether it is run from its sources in development; as the chart says where absent. */
  readonly development?: Development;
  readonly logs: { readonly maxBytes: number; readonly maxFiles: number };
  readonly labels: Readonly<Record<string, string>>;
  /** AppArmor profile that the hosts have loaded; the runtime's own where absent. */
  readonly appArmor?: string;
  /** Label of SELinux; the runtime's own where absent. */
  readonly seLinux?: SeLinux;
  readonly posture: Posture;
  /** Exceptions that were given to this workload itself. */
  readonly exceptions: readonly Exception[];
}

/** What of a label of SELinux a workload may choose. */
export interface SeLinux {
  readonly type?: SeLinuxType;
  readonly level?: string;
}

/** Types that stay confined. */
export const seLinuxTypes = ['container_t', 'container_init_t', 'container_kvm_t'] as const;
export type SeLinuxType = (typeof seLinuxTypes)[number];

/** Containers beside another: one that ends before the workload starts, and one that runs as long as it does. */
export type CompanionKind = 'init' | 'sidecar';

/** A folder on disk that containers of one workload have in common. */
export interface SharedPath {
  readonly path: string;
  /** Its place among the writable folders of the workload. */
  readonly index: number;
}

/** What a workload says of its development: whether it is part of it, and where its inspector is published. */
export type Development = boolean | { readonly inspector: number };

/** A TCP port with the name that edges and checks use. */
export interface NamedPort {
  readonly name: string;
  readonly number: number;
}

/**
 * One literal variable. `kubernetes` is its value there, where it differs: a load balancer must notice a stop first, or a
 * host has another name.
 */
export interface EnvVariable {
  readonly name: string;
  readonly value: string;
  readonly kubernetes?: string;
}

/** A secret that a workload reads as the file `/secrets/<file>`, or in `variable` where an exception permits it. */
export interface SecretUse {
  /** File name below `/secrets`. */
  readonly file: string;
  /** Name in the contract, and of the file on a Compose host. */
  readonly source: string;
  readonly kubernetes: { readonly secret: string; readonly key: string };
  /** Variable that is set to the file's path. */
  readonly fileVariable: string | undefined;
  /** Variable that takes the value in place of a file, where an exception permits it. */
  readonly valueVariable: string | undefined;
}

/** How many pods follow the load. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Percent of the reserved processor that a pod uses on average. */
  readonly cpuPercent: number;
}

/** Nodes, or the zones that nodes are in. */
export type SpreadOver = 'nodes' | 'zones';

/** A configuration file, its content known at synth. */
export interface ConfigFile {
  readonly name: string;
  /** Absolute path it is mounted at; absent for `/config/<name>`. */
  readonly at?: string;
  readonly content: string;
}

/** A folder the process may write, gone with the container. */
export interface WritablePath {
  readonly path: string;
  readonly bytes: number;
  /** Memory counts against the memory limit. */
  readonly medium: 'memory' | 'disk';
}

/** A folder that outlives the container. */
export interface Storage {
  readonly path: string;
  readonly bytes: number;
}

/** Limits of one container. Memory is reserved in full; cpu is in thousandths of a processor. */
export interface Resources {
  readonly cpuMilli: number;
  readonly cpuRequestMilli: number;
  readonly memoryBytes: number;
  readonly ephemeralBytes: number;
  readonly pids: number;
}

/** Where a process finds a configuration file. */
export const configTarget = ({ name, at }: Pick<ConfigFile, 'name' | 'at'>): string => at ?? `/config/${name}`;

/** Bytes of memory left to the process when memory-backed folders are full. */
export const memoryLeft = (memoryBytes: number, writable: readonly WritablePath[]): number =>
  writable.reduce((left, path) => left - (path.medium === 'memory' ? path.bytes : 0), memoryBytes);

/** Bytes of disk that folders of this container may take besides logs. */
export const diskBytes = (writable: readonly WritablePath[]): number =>
  writable.reduce((sum, path) => sum + (path.medium === 'disk' ? path.bytes : 0), 0);

/** The user that owns a path in an image built elsewhere, where this workload keeps data on a path of that image. */
export const imageOwner = (
  workload: Pick<Workload, 'image' | 'storage' | 'writable' | 'shares'>,
): UserIds | undefined =>
  workload.storage !== undefined || workload.shares?.length || workload.writable.some((path) => path.medium === 'disk')
    ? workload.image.owner
    : undefined;

/** Secrets whose value is handed over in the environment, each with its variable. */
export const handedOver = ({
  secrets,
  posture,
}: Pick<Workload, 'secrets' | 'posture'>): readonly (SecretUse & { readonly valueVariable: string })[] =>
  posture.secretsInEnv
    ? secrets.filter((use): use is SecretUse & { readonly valueVariable: string } => use.valueVariable !== undefined)
    : [];

/** Secrets that are read as files: all the others. */
export const fileSecrets = (workload: Pick<Workload, 'secrets' | 'posture'>): readonly SecretUse[] => {
  const handed: readonly SecretUse[] = handedOver(workload);
  return workload.secrets.filter((use) => !handed.includes(use));
};
