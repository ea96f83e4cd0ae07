import type { At } from '../at';
import type { Base } from './base';
import type { EnvEntry, ExpectedSecret, SecretMount, TlsEnds } from './shared';

/** A service of a Compose file: `at` is the service. */
export interface ComposeContainer extends Base {
  /** The service's environment, short and long form alike: variable name to the cursor of its value. */
  readonly environment: readonly EnvEntry[];
  /** `security_opt` items as `[name, value]`, both separators (`:` and `=`) understood. */
  readonly securityOptions: readonly (readonly [name: string, value: string])[];
  /** `tmpfs` mounts, short and long form alike. */
  readonly tmpfs: readonly TmpfsMount[];
}

/** One memory-backed mount of a Compose service. */
export interface TmpfsMount {
  readonly target: string;
  /** Option names to values; flags have the value `''`. */
  readonly options: Readonly<Record<string, string>>;
  readonly at: At;
}

/** A workload in Compose: `at` is the service. */
export interface ComposeWorkload extends Base {
  readonly environment: readonly EnvEntry[];
  /** Variables of its hooks, and arguments of its build. */
  readonly furtherVariables: readonly EnvEntry[];
  /** `env_file` entries. */
  readonly environmentFiles: readonly At[];
  /** Container paths of file secrets (long and short form; the short form's default path included). */
  readonly secretMounts: readonly SecretMount[];
  readonly expectedSecrets: readonly ExpectedSecret[];
  readonly tls: TlsEnds;
  /**
   * Services that name this one in `depends_on`, with their condition (`service_started` for the short form). `at` is the
   * entry: the member of the mapping, or the item of the list.
   */
  readonly dependents: readonly { readonly service: string; readonly condition: string; readonly at: At }[];
  /** Who waits for this workload by the contract, and for what: its health, or its end where it is a job. */
  readonly expectedDependents: readonly { readonly service: string; readonly condition: string }[];
  /** True for what ends, and so is asked nothing while it runs. */
  readonly ends: boolean;
  /** Bind mounts and volumes, short and long form alike. */
  readonly mounts: readonly {
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
    readonly at: At;
  }[];
  /**
   * Paths of the host that Compose brings in: sources of bind mounts, files of configs and secrets, what is behind named
   * volumes. Relative ones start at the folder of the file. `mounted` is false for configs and secrets, which are one file
   * each.
   */
  readonly hostPaths: readonly { readonly path: string; readonly mounted: boolean; readonly at: At }[];
}

/**
 * An undirected pair in Compose: two services that share a network, or a service and the outside (`any`). Every service
 * has a pair with `any`, allowed or not. `at` is the service `from`.
 */
export interface ComposeEdge extends Base {
  /** `workload:NAME`. */
  readonly from: string;
  /** `workload:NAME` or `any`. */
  readonly to: string;
  /** Whether the contract declares the pair, in either direction; with `any`, whether it declares a way out. */
  readonly declared: boolean;
  /** Networks both are in, or networks of `from` that lead outside; empty where there are none. */
  readonly networks: readonly string[];
  /** The memberships that make the pair: entries of `networks` of both services. */
  readonly sides: readonly At[];
  /** Internal networks that `from` is not in, each with a member that it has no declared edge with. */
  readonly strangers: readonly string[];
  /** Networks that lead outside, made for another service. */
  readonly waysOfOthers: readonly string[];
}

/** A published port in Compose, short and long form alike. */
export interface ComposeExposure extends Base {
  /** Host address; `''` where none is given (all interfaces). */
  readonly address: string;
  /** Host port; `''` where the engine picks one. */
  readonly published: string;
  readonly target: number | undefined;
  readonly declared: { readonly address: string; readonly port: number } | undefined;
}

/** A Compose project as a whole: `at` is the root of the file. */
export interface ComposeNamespace extends Base {
  /** Every service with the networks it is in; `undefined` where it names none and so joins the default network. */
  readonly services: readonly {
    readonly service: string;
    readonly networks: readonly string[] | undefined;
    readonly mode: string | undefined;
    /** Of a sidecar: the service whose network it must be on. */
    readonly beside: string | undefined;
    readonly at: At;
  }[];
  /** Every network of the file, with the services published through it. */
  readonly networks: readonly {
    readonly name: string;
    readonly at: At;
    readonly publishes: readonly string[];
    readonly members: readonly string[];
  }[];
  /** Services without a declared way out: they need neither a network that leads out nor a resolver for names outside. */
  readonly withoutOutsidePeers: readonly string[];
}
