/*
 * The part of the Compose specification that we write, in its own words and in the order a reader expects. Short forms
 * are used only where the long form cannot say it (`tmpfs`, whose long form has no owner).
 */

export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, Network>>;
  readonly volumes?: Readonly<Record<string, Readonly<Record<string, never>>>>;
  readonly configs?: Readonly<Record<string, { readonly file: string }>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
  readonly 'x-hardened'?: Exceptions;
}

export interface Service {
  readonly profiles?: readonly ['cron-jobs'];
  readonly image: string;
  readonly pull_policy?: 'build';
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user: string;
  readonly read_only?: true;
  readonly cap_drop?: readonly ['ALL'];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly string[];
  readonly secrets?: readonly FileMount[];
  readonly configs?: readonly FileMount[];
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly VolumeMount[];
  readonly network_mode?: 'none' | `service:${string}`;
  readonly networks?: readonly string[];
  readonly dns?: readonly ['127.0.0.1'];
  readonly ports?: readonly PublishedPort[];
  readonly depends_on?: Readonly<Record<string, Dependency>>;
  readonly healthcheck?: Healthcheck;
  readonly restart: 'unless-stopped' | 'no' | `on-failure:${number}`;
  readonly stop_grace_period: string;
  readonly memswap_limit: string;
  readonly deploy: { readonly resources: { readonly limits: Limits } };
  readonly logging: {
    readonly driver: 'json-file';
    readonly options: { readonly 'max-size': string; readonly 'max-file': string };
  };
  readonly labels?: Readonly<Record<string, string>>;
  readonly 'x-hardened'?: Exceptions;
}

export interface Dependency {
  readonly condition: 'service_healthy' | 'service_completed_successfully' | 'service_started';
  /** Compose restarts it too, whenever it restarts the other. */
  readonly restart?: true;
}

export interface Exceptions {
  readonly exceptions: Readonly<Record<string, string>>;
}

export interface FileMount {
  readonly source: string;
  readonly target: string;
}

export interface VolumeMount {
  readonly type: 'volume';
  readonly source?: string;
  readonly target: string;
}

export interface PublishedPort {
  readonly target: number;
  readonly host_ip: string;
  readonly published: string;
  readonly protocol: 'tcp';
}

export interface Healthcheck {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
  readonly start_period: string;
  readonly start_interval: string;
}

export interface Limits {
  readonly cpus?: string;
  readonly memory: string;
  readonly pids: number;
}

export interface Network {
  readonly internal?: true;
  readonly driver_opts?: Readonly<Record<string, string>>;
}
