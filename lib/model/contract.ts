import type { Dns } from './dns';
import type { Exception } from './exception';
import type { ExitContract } from './exit';
import type { TargetName } from './settings';

/**
 * `hardened.json`: what a project expects from its surroundings and what it promises. It holds no values of secrets.
 * Everything the command line does after synth starts from it, so a server needs no TypeScript.
 */
export interface Contract {
  /** What made this file and how to make it again. */
  readonly $comment: string;
  /** Where the JSON schema of this file is published. */
  readonly $schema: string;
  /** Version of the format. */
  readonly version: 1;
  /** Every chart of the program, by chart id. */
  readonly projects: Readonly<Record<string, ProjectContract>>;
}

/** What one `HardenedChart` expects and promises: one namespace, one Compose project. */
export interface ProjectContract {
  /** The Kubernetes namespace, and whether this project creates and labels it. */
  readonly namespace: { readonly name: string; readonly owned: boolean };
  /** Outputs that are written, where it is not all of them. */
  readonly targets?: readonly TargetName[];
  /** Who resolves names in the cluster, where it is not the standard: CoreDNS in kube-system. */
  readonly dns?: Dns;
  /** Compose gives each edge (`per-edge`) or each callee (`per-callee`) its own network. */
  readonly networks: 'per-edge' | 'per-callee';
  /** Every workload that must be found in each target. */
  readonly workloads: readonly WorkloadContract[];
  /** Every declared edge: who may open a connection to whom, on which port. */
  readonly edges: readonly EdgeContract[];
  /** Every declared way out: who may open a connection to whom outside of the project. Absent where there is none. */
  readonly exits?: readonly ExitContract[];
  /** Every door to the outside. */
  readonly exposures: readonly ExposureContract[];
  /** Every workload that has a certificate of the project's private CA: Redis servers, and callees of `tls: 'app'`. */
  readonly servers: readonly ServerContract[];
  /** Every Redis server with its users. */
  readonly redis: readonly RedisContract[];
  /** Every secret file, who makes it and who reads it. */
  readonly secrets: readonly SecretContract[];
  /** Every exception, by the construct it was given to. */
  readonly exceptions: readonly ExceptionContract[];
  /** Every file synth wrote for this project, relative to the folder of the contract, with `/`. */
  readonly files: readonly string[];
}

/** One workload: its name is `metadata.name`, the Compose service and the DNS name. */
export interface WorkloadContract {
  readonly name: string;
  /** Path of the construct in the program, for messages. */
  readonly path: string;
  /**
   * A `job` runs once and ends, a `cron-job` does so on a schedule; both listen on no port. An `init` container ends before
   * its workload starts, a `sidecar` runs beside it.
   */
  readonly kind: 'service' | 'redis' | 'job' | 'cron-job' | 'init' | 'sidecar';
  /**
   * The workload that an `init` container or a `sidecar` belongs to: its pod in Kubernetes. In Compose each is a service of
   * its own; a sidecar is on the network of its workload.
   */
  readonly of?: string;
  /** Dockerfile that builds the image, relative to the folder of the contract; absent for images built elsewhere. */
  readonly dockerfile?: string;
  /**
   * `assigned`: in Kubernetes the cluster assigns user and groups of its pod, so the output names none; it must not be root.
   * Absent where the output names them.
   */
  readonly user?: 'assigned';
  /** Named TCP ports the process listens on. */
  readonly ports: Readonly<Record<string, number>>;
  /**
   * Jobs whose work must be done before this one starts; absent where there are none. Compose waits for the job itself. In
   * Kubernetes the pod has an init container `after-<job>` with the job's image, environment, secrets and files, which
   * asks `done` until it holds.
   */
  readonly after?: readonly string[];
  /** Of a job: a command in its image that exits with 0 once the work is done. */
  readonly done?: readonly string[];
}

/**
 * Who encrypts an edge: the programs at its ends, the callee with a certificate of the project's private CA (`app`), or
 * nobody (`none`).
 */
export type EdgeTls = 'app' | 'none';

/**
 * A declared edge. `from` is a workload of this project, or pods of another namespace: those with `labels`, or all of them;
 * `to` is a workload of this project. An edge from a namespace cannot be narrowed by Compose and has no counterpart there.
 */
export interface EdgeContract {
  readonly from:
    { readonly workload: string } | { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  readonly to: string;
  /** TCP port number of `to`. */
  readonly port: number;
  /** Whether the caller waits for the callee's health check before it starts. Absent for edges from a namespace. */
  readonly start?: 'after-ready' | 'any';
  /** Whether the ends speak TLS. Absent for edges from a namespace. */
  readonly tls?: EdgeTls;
  /** ACL user of the caller, for an edge to a Redis. */
  readonly user?: string;
  /**
   * The container of `from` that opens it, where that is an init container or a sidecar. Where `to` is `from` as well, it
   * leads to localhost and over no network. In Compose an init container has networks of its own.
   */
  readonly container?: string;
  /**
   * The job that `from` comes after: an init container asks there whether the job's work is done, as the job's own user.
   * Kubernetes only, where the containers of a pod share its network; Compose waits without any connection.
   */
  readonly waitsFor?: string;
}

/** A door to the outside: loopback in Compose; Ingress with TLS, and the ingress controller's namespace, in Kubernetes. */
export interface ExposureContract {
  readonly workload: string;
  readonly port: number;
  readonly host: string;
  /** Name of the Kubernetes TLS Secret of the Ingress; absent where a Gateway is the door. */
  readonly tls?: string;
  /** Listener of a Gateway that ends TLS, in place of an Ingress. */
  readonly gateway?: GatewayListener;
  /** Namespace of the ingress controller, or of the pods of the Gateway. */
  readonly from: string;
  /** Address that Compose publishes on. */
  readonly address: string;
}

/** One listener of a Gateway that somebody else runs. */
export interface GatewayListener {
  readonly namespace: string;
  readonly name: string;
  readonly listener: string;
}

/** A workload that serves TLS with a certificate of the project's private CA. */
export interface ServerContract {
  readonly workload: string;
  /** DNS names of the certificate: every name either target uses. */
  readonly dnsNames: readonly string[];
}

/** One Redis server: its ACL rules, without passwords. */
export interface RedisContract {
  readonly workload: string;
  readonly port: number;
  /** One user per edge, one for the health check, and `default`, which is off. In the order of the ACL file. */
  readonly users: readonly RedisUserContract[];
  /** First 16 hex digits of the SHA-256 of the rules, one `user NAME RULES` a line: `aclDigest(users)`. Both outputs carry it. */
  readonly aclDigest: string;
}

/** One line of the ACL file: `user <name> <rules>`; the SHA-256 of the password is added by `secrets init`. */
export interface RedisUserContract {
  readonly name: string;
  /** Everything between the name and the password, for instance `on resetchannels ~session:* -@all +@read`. */
  readonly rules: string;
  /** Name of the secret that holds the password; absent for `default`. */
  readonly password?: string;
}

/**
 * One secret. `file` is its file name in the `secrets` folder of the Compose project.
 *
 * - `password`: made once at random, never overwritten.
 * - `authority`: the certificate of the project's private CA (the key stays beside it, mounted nowhere).
 * - `certificate`, `private-key`: leaf of `server`, issued by the CA, written again when names or validity no longer match.
 * - `acl`: derived from the rules and the passwords of the Redis `server`.
 * - `env`: a file of `NAME=value` lines for Compose, for a program that can read the environment only (an exception); `variables` says which.
 * - `external`: made by somebody else; `secrets init` only asks for it.
 */
export interface SecretContract {
  readonly name: string;
  readonly kind: 'password' | 'authority' | 'certificate' | 'private-key' | 'acl' | 'env' | 'external';
  readonly file: string;
  /** The workload a `certificate`, `private-key` or `acl` belongs to. */
  readonly server?: string;
  /** For `env`: variable name to the name of the secret whose value it takes. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Every container path it is read at; empty for a password that only feeds the ACL file. */
  readonly readers: readonly SecretReaderContract[];
}

/** Who reads a secret, and where its value lies in Kubernetes. */
export interface SecretReaderContract {
  readonly workload: string;
  /** Absolute path in the container; absent where the value is handed over in the environment. */
  readonly path?: string;
  /** Environment variable, only where an exception of `secrets-as-files` permits it. */
  readonly env?: string;
  /** The Kubernetes Secret, and its key, that the manifest reads. */
  readonly kubernetes: { readonly secret: string; readonly key: string };
}

/** An exception, where it was given and whom it covers. */
export interface ExceptionContract extends Exception {
  /** Path of the construct it was given to. */
  readonly scope: string;
  /** Names of the workloads below that construct. */
  readonly workloads: readonly string[];
  /** True where the scope is the chart itself, so that it covers the namespace, all edges and the project. */
  readonly project: boolean;
  /** Controls whose findings it excuses besides its own, because they follow from it. */
  readonly also: readonly string[];
}
