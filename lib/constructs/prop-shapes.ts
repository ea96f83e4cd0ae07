import type { AfterProps } from './after-props';
import type { ChartSettings, DnsProps, HardenedChartProps, TolerationProps } from './chart-props';
import type { DevelopedProps, DevelopmentProps } from './development-props';
import type { Names, Shape } from './names';
import type {
  ClientHealthProps,
  CommandHealthProps,
  ConfigSource,
  HealthCheckProps,
  HeartbeatProps,
  ReplicaProps,
  ScaleProps,
  SecretProps,
  SeLinuxProps,
  StorageProps,
  WorkloadProps,
  WritableProps,
} from './workload-props';

/*
 * Names of props, for programs in JavaScript. The compiler compares each table with its interface: a prop that is missing
 * here is an error there.
 */

/** Props that several constructs have. */
export const workloadNames = {
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
  stopGrace: true,
  logMaxSize: true,
  logMaxFiles: true,
  labels: true,
  user: true,
  appArmor: true,
  seLinux: true,
} as const satisfies Names<WorkloadProps>;

/** Props of what runs on. */
export const lastingNames = {
  replicas: true,
  scale: true,
  spread: true,
  priority: true,
  after: true,
  development: true,
} as const satisfies Names<ReplicaProps & AfterProps & DevelopedProps>;

/** Props of a chart. */
export const chartNames = {
  targets: true,
  imagePullSecrets: true,
  storageClass: true,
  nodeSelector: true,
  tolerations: true,
  priority: true,
  user: true,
  dns: true,
  development: true,
  labels: true,
  annotations: true,
  owner: true,
  namespace: true,
  root: true,
  networks: true,
  kubernetesVersion: true,
  admissionPolicies: true,
} as const satisfies Names<ChartSettings & HardenedChartProps>;

const question = {
  names: { http: true, port: true, tcp: true, exec: true } as const satisfies Names<Exclude<HealthCheckProps, string>>,
};

const health = {
  names: {
    period: true,
    timeout: true,
    failures: true,
    startupTime: true,
    live: true,
    ready: true,
    startup: true,
    client: true,
    exec: true,
    file: true,
    maxAge: true,
  } as const satisfies Names<ClientHealthProps | CommandHealthProps | HeartbeatProps>,
  inner: { live: question, ready: question, startup: question },
};

const development = { names: { inspector: true } as const satisfies Names<DevelopmentProps> };

const secrets = {
  names: {
    name: true,
    kubernetes: true,
    fileVariable: true,
    valueVariable: true,
  } as const satisfies Names<SecretProps>,
  inner: {
    kubernetes: { names: { secret: true, key: true } as const satisfies Names<NonNullable<SecretProps['kubernetes']>> },
  },
};

/** Objects among the props of workloads. */
export const workloadShapes = {
  files: { names: { text: true, path: true, at: true } as const satisfies Names<ConfigSource>, of: 'map' },
  secrets,
  writable: { names: { path: true, size: true, medium: true } as const satisfies Names<WritableProps> },
  seLinux: { names: { type: true, level: true } as const satisfies Names<SeLinuxProps> },
  scale: { names: { min: true, max: true, cpu: true } as const satisfies Names<ScaleProps> },
  storage: { names: { path: true, size: true } as const satisfies Names<StorageProps> },
  health,
  development,
} as const satisfies Readonly<Record<string, Shape>>;

/** Objects among the props of charts. */
export const chartShapes: Readonly<Record<string, Shape>> = {
  namespace: {
    names: { name: true, owned: true } as const satisfies Names<Exclude<HardenedChartProps['namespace'], string>>,
  },
  admissionPolicies: {
    names: { action: true } as const satisfies Names<
      Exclude<HardenedChartProps['admissionPolicies'], true | undefined>
    >,
  },
  dns: {
    names: { namespace: true, labels: true, ports: true, cidr: true } as const satisfies Names<
      Exclude<DnsProps, string>
    >,
  },
  tolerations: {
    names: {
      key: true,
      operator: true,
      value: true,
      effect: true,
      tolerationSeconds: true,
    } as const satisfies Names<TolerationProps>,
  },
  development,
};
