import type { ProjectContract, RedisContract } from '../model/contract';
import type { At } from './at';

/** An output format that controls judge. */
export type Target = 'kubernetes' | 'compose';

/** Every target, in the order of tables. */
export const targets = ['kubernetes', 'compose'] as const satisfies readonly Target[];

/** What every subject has. */
export interface Base {
  /** Unique among the subjects of its kind and target, for instance `shop/backend-1`. */
  readonly id: string;
  /** Chart id, the key in the contract's `projects`. */
  readonly project: string;
  /** The workload it belongs to; absent for whole projects and namespaces. */
  readonly workload?: string;
  /** Where it stands in the output. */
  readonly at: At;
}

/** A container of a pod: `at` is the container, `pod` the pod spec around it. Init and sidecar containers are containers too. */
export interface KubernetesContainer extends Base {
  readonly pod: At;
  /** How the container is listed in its pod. */
  readonly list: 'containers' | 'initContainers' | 'ephemeralContainers';
  /** The pod's volumes that this container mounts: cursors of `volumes` items. */
  readonly volumes: readonly At[];
  /** True for the containers of a workload with one replica-making controller; false for Jobs (later). */
  readonly longRunning: boolean;
}

/** A service of a Compose file: `at` is the service. */
export interface ComposeContainer extends Base {
  /** The service's environment, short and long form alike: variable name to the cursor of its value. */
  readonly environment: readonly EnvEntry[];
  /** `security_opt` items as `[name, value]`, both separators (`:` and `=`) understood. */
  readonly securityOptions: readonly (readonly [name: string, value: string])[];
  /** `tmpfs` mounts, short and long form alike. */
  readonly tmpfs: readonly TmpfsMount[];
}

/** One variable of a container's environment. */
export interface EnvEntry {
  readonly name: string;
  /** Literal value; `undefined` where it comes from somewhere else. */
  readonly value: string | undefined;
  readonly at: At;
}

/** One memory-backed mount of a Compose service. */
export interface TmpfsMount {
  readonly target: string;
  /** Option names to values; flags have the value `''`. */
  readonly options: Readonly<Record<string, string>>;
  readonly at: At;
}

/** A workload in Kubernetes: `at` is the Deployment or StatefulSet. */
export interface KubernetesWorkload extends Base {
  readonly pod: At;
  /** Main containers, in order. */
  readonly containers: readonly At[];
  readonly initContainers: readonly At[];
  /** The ServiceAccount the pod names, where the output holds it. */
  readonly serviceAccount: At | undefined;
  readonly environment: readonly EnvEntry[];
  /** Environment variables whose value comes from a Secret (`secretKeyRef`, `envFrom.secretRef`). */
  readonly secretEnvironment: readonly At[];
  /** Container paths at which Secrets are mounted, with the volume that brings them. */
  readonly secretMounts: readonly SecretMount[];
  /** Paths the contract says this workload reads secrets at. */
  readonly expectedSecretPaths: readonly string[];
}

/** A workload in Compose: `at` is the service. */
export interface ComposeWorkload extends Base {
  readonly environment: readonly EnvEntry[];
  /** `env_file` entries. */
  readonly environmentFiles: readonly At[];
  /** Container paths of file secrets (long and short form; the short form's default path included). */
  readonly secretMounts: readonly SecretMount[];
  readonly expectedSecretPaths: readonly string[];
  /**
   * Services that name this one in `depends_on`, with their condition (`service_started` for the short form). `at` is the
   * entry: the member of the mapping, or the item of the list.
   */
  readonly dependents: readonly { readonly service: string; readonly condition: string; readonly at: At }[];
  /** Callers that the contract wants to wait for this workload's health. */
  readonly expectedDependents: readonly string[];
  /** Bind mounts and volumes, short and long form alike. */
  readonly mounts: readonly {
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
    readonly at: At;
  }[];
}

/** A secret that is mounted as a file. */
export interface SecretMount {
  /** Absolute path in the container. */
  readonly path: string;
  /** Octal mode as a number where the output sets one. */
  readonly mode: number | undefined;
  readonly readOnly: boolean;
  readonly at: At;
}

/**
 * A pair of parties, as the output allows it. There is one subject for every pair that the output allows and for every
 * pair that the contract declares, so a missing edge is seen as well as an undeclared one.
 *
 * Parties are `workload:NAME`, `namespace:NAME`, `resolver` (the cluster's DNS), or `any`. Every workload has a pair with
 * `resolver`, allowed or not: `declared` is `[53]` for callers of named peers and empty for the rest.
 */
export interface KubernetesEdge extends Base {
  readonly from: string;
  readonly to: string;
  /** TCP ports the contract declares for this pair; empty where the pair is undeclared. */
  readonly declared: readonly number[];
  /** What policies let `from` send to `to`; `'unrestricted'` where no policy restricts it. `undefined` for a `from` outside this project. */
  readonly maySend: readonly PortRange[] | 'unrestricted' | undefined;
  /** What policies let `to` receive from `from`. `undefined` for a `to` outside this project. */
  readonly mayReceive: readonly PortRange[] | 'unrestricted' | undefined;
  /** The rules that allow it, where there are any; else the policies that should. */
  readonly sides: readonly At[];
}

/** TCP, UDP or SCTP ports from `from` to `to`, both included. `0` to `65535` means every port. */
export interface PortRange {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly from: number;
  readonly to: number;
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
  /** Whether the contract declares the pair, in either direction. */
  readonly declared: boolean;
  /** Networks both are in, or networks of `from` that lead outside; empty where there are none. */
  readonly networks: readonly string[];
  /** The memberships that make the pair: entries of `networks` of both services. */
  readonly sides: readonly At[];
  /** Networks that `from` is not in, each with a member that it has no declared edge with. */
  readonly strangers: readonly string[];
}

/**
 * A door in Kubernetes: `at` is the Service, the Ingress or the pod spec. Every pod is a subject, since a host port or the
 * host's network makes it a door.
 */
export interface KubernetesExposure extends Base {
  readonly kind: 'Service' | 'Ingress' | 'Pod';
  /** Every Service of the output in this namespace: its name, its port numbers and its port names. */
  readonly services: readonly { readonly name: string; readonly ports: readonly (string | number)[] }[];
  /** The contract's exposure for this workload, where there is one. */
  readonly declared: { readonly host: string; readonly tls: string; readonly port: number } | undefined;
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

/** A namespace in Kubernetes. */
export interface KubernetesNamespace extends Base {
  /** The Namespace object; `undefined` where the project does not own its namespace, or has lost it. */
  readonly object: At | undefined;
  readonly owned: boolean;
  /** Every NetworkPolicy of the namespace. */
  readonly policies: readonly At[];
  /** Labels of every pod template of the namespace, with the workload's name. */
  readonly pods: readonly { readonly workload: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** A Compose project as a whole: `at` is the root of the file. */
export interface ComposeNamespace extends Base {
  /** Every service with the networks it is in; `undefined` where it names none and so joins the default network. */
  readonly services: readonly {
    readonly service: string;
    readonly networks: readonly string[] | undefined;
    readonly mode: string | undefined;
    readonly at: At;
  }[];
  /** Every network of the file, with the services published through it. */
  readonly networks: readonly {
    readonly name: string;
    readonly at: At;
    readonly publishes: readonly string[];
    readonly members: readonly string[];
  }[];
  /** Services that have no declared peer outside the project, so need no resolver for outside names. */
  readonly withoutOutsidePeers: readonly string[];
}

/**
 * A Redis server: its configuration text and the ACL rules of the contract, joined with what the target says. `at` is the
 * Compose service, or the StatefulSet or Deployment.
 */
export interface RedisServer extends Base {
  /** The configuration text; `value` is a string. */
  readonly configuration: At;
  /** Its directives in order: name in lower case to the rest of the line, unquoted. Repeated directives appear again. */
  readonly directives: readonly (readonly [name: string, value: string])[];
  /** Arguments after the configuration file's path on the command line, which override directives: also `--port 6379` forms. */
  readonly overrides: readonly (readonly [name: string, value: string])[];
  /** True where the container starts `redis-server` with this configuration. */
  readonly started: boolean;
  /** This server's entry in the contract's text (`redis[…]`), with its ACL users and their digest. */
  readonly rules: At;
  readonly contract: RedisContract;
  /** Workloads with a declared edge to this server. */
  readonly callers: readonly string[];
  /** Digest of the rules that this target's object carries; `undefined` where it carries none. */
  readonly aclDigest: At | undefined;
  /** Paths at which secrets are mounted in this server's container. */
  readonly secretPaths: readonly string[];
}

/** An image that a container runs: `at` is the reference. */
export interface ImageUse extends Base {
  /** The reference as written; `undefined` where only a build is given. */
  readonly reference: string | undefined;
  /** True where the target builds it (Compose with a `build` section). */
  readonly built: boolean;
  /** Cursor of the build section, where the target has one. */
  readonly build: At | undefined;
  /** The Dockerfile that makes the image, where the contract names one. */
  readonly dockerfile: DockerfileRead | undefined;
  /** What the manifest says the container runs as, listens on and is asked, to compare with the Dockerfile. */
  readonly user: { readonly value: string | undefined; readonly at: At };
  /** Kubernetes: `containerPort`s. Compose: container ports of `ports` and `expose`. */
  readonly ports: readonly number[];
  /** Port and path of the readiness check as far as the target shows them; `undefined` where it has none or another kind. */
  readonly health: { readonly port: number | undefined; readonly path: string | undefined } | undefined;
}

/** A Dockerfile as read back. `at` is a text cursor: its value is the whole text. */
export interface DockerfileRead {
  readonly at: At;
  /** Each `FROM` in order; stages that name an earlier stage are marked. */
  readonly bases: readonly { readonly reference: string; readonly stage: boolean; readonly line: number }[];
  /** The last `USER` of the last stage. */
  readonly user: string | undefined;
  /** `EXPOSE` of the last stage. */
  readonly ports: readonly number[];
  /** `HEALTHCHECK` of the last stage: port and path of the URL or socket it asks; `'none'` where switched off. */
  readonly health: { readonly port: number | undefined; readonly path: string | undefined } | 'none' | undefined;
  /** Every instruction of every stage in order: keyword in upper case, arguments, line from 1. */
  readonly instructions: readonly { readonly keyword: string; readonly value: string; readonly line: number }[];
}

/** A whole project in one target: every document of it. */
export interface ProjectFiles extends Base {
  readonly contract: ProjectContract;
  /** Every document of the project in this target (parsed ones at their root, text files as strings), the contract and Dockerfiles included. */
  readonly documents: readonly At[];
  /** Every literal environment variable of every container. */
  readonly environment: readonly (EnvEntry & { readonly workload: string })[];
}

/** The kinds of subject, and what a check sees of each in each target. */
export interface Subjects {
  readonly kubernetes: {
    readonly container: KubernetesContainer;
    readonly workload: KubernetesWorkload;
    readonly edge: KubernetesEdge;
    readonly exposure: KubernetesExposure;
    readonly namespace: KubernetesNamespace;
    readonly redis: RedisServer;
    readonly image: ImageUse;
    readonly project: ProjectFiles;
  };
  readonly compose: {
    readonly container: ComposeContainer;
    readonly workload: ComposeWorkload;
    readonly edge: ComposeEdge;
    readonly exposure: ComposeExposure;
    readonly namespace: ComposeNamespace;
    readonly redis: RedisServer;
    readonly image: ImageUse;
    readonly project: ProjectFiles;
  };
}

/** A kind of subject. */
export type Kind = keyof Subjects[Target];

/** Every kind, in the order of tables. */
export const kinds = [
  'container',
  'workload',
  'edge',
  'exposure',
  'namespace',
  'redis',
  'image',
  'project',
] as const satisfies readonly Kind[];

/** All subjects of one target. */
export type SubjectSet<T extends Target> = { readonly [K in Kind]: readonly Subjects[T][K][] };
