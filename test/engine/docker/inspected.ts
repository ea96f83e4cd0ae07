/** What `docker inspect` says of a container: the fields that the questions compare. */
export interface Inspected {
  readonly Id: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Running: boolean;
    readonly Pid: number;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly StopTimeout?: number;
    readonly Healthcheck?: InspectedHealth;
  };
  readonly HostConfig: {
    readonly Binds: readonly string[] | null;
    readonly Memory: number;
    readonly MemorySwap: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number | null;
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly CapAdd: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly PidMode: string;
    readonly IpcMode: string;
    readonly UTSMode: string;
    readonly UsernsMode: string;
    readonly CgroupnsMode: string;
    readonly NetworkMode: string;
    readonly Devices: readonly unknown[] | null;
    readonly Dns: readonly string[] | null;
    readonly PublishAllPorts: boolean;
    readonly Tmpfs?: Readonly<Record<string, string>>;
    readonly RestartPolicy: { readonly Name: string };
    readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>>;
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>>;
  };
}

/** Times in nanoseconds. */
export interface InspectedHealth {
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}
