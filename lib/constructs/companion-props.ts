import type { Duration } from 'cdk8s';
import type { Image } from './image';
import type { Names } from './names';
import type { ClientHealthProps, CommandHealthProps, WorkloadProps } from './workload-props';

/** What a container beside a workload can be given. */
export interface CompanionProps extends Pick<
  WorkloadProps,
  | 'command'
  | 'args'
  | 'env'
  | 'files'
  | 'secrets'
  | 'writable'
  | 'memory'
  | 'cpu'
  | 'cpuRequest'
  | 'ephemeralStorage'
  | 'pids'
  | 'logMaxSize'
  | 'logMaxFiles'
  | 'user'
  | 'appArmor'
  | 'seLinux'
> {
  readonly image: Image;
  /**
   * Writable folders of its workload, with `medium: 'disk'`, that it writes too, at the same paths. It then runs as the
   * user of the workload.
   * @default - none
   */
  readonly shares?: readonly string[];
}

/** A container that runs to its end before its workload starts. */
export type InitContainerProps = CompanionProps;

/** A container that runs beside its workload, on the same network. */
export interface SidecarProps extends CompanionProps {
  /** Named TCP ports, 1024 or higher; names and numbers that no other container of the workload has. @default - none */
  readonly ports?: Readonly<Record<string, number>>;
  /** How it is asked whether it is well; `'none'` needs an exception of `health-checks`. @default - a TCP connection to its first port */
  readonly health?: ClientHealthProps | CommandHealthProps | 'none';
  /**
   * Time between the decision to stop and the stop signal, before `kubernetesVersion: '1.29'`: the image needs a `sleep`.
   * From then on a sidecar ends after its workload. At most the stop grace of the workload less two seconds.
   * @default Duration.seconds(0)
   */
  readonly drainDelay?: Duration;
}

/** Names of the props of an init container. */
export const initContainerNames = {
  command: true,
  args: true,
  env: true,
  files: true,
  secrets: true,
  writable: true,
  memory: true,
  cpu: true,
  cpuRequest: true,
  ephemeralStorage: true,
  pids: true,
  logMaxSize: true,
  logMaxFiles: true,
  user: true,
  appArmor: true,
  seLinux: true,
  image: true,
  shares: true,
} as const satisfies Names<InitContainerProps>;

/** Names of the props of a sidecar. */
export const sidecarNames = {
  ...initContainerNames,
  ports: true,
  health: true,
  drainDelay: true,
} as const satisfies Names<SidecarProps>;
