import type {
  EdgeContract,
  ExceptionContract,
  ExposureContract,
  RedisContract,
  SecretContract,
  ServerContract,
} from './contract';
import { isNetworked } from './companions';
import type { ExitContract } from './exit';
import { groups, once } from './once';
import type { Settings } from './settings';
import type { Workload } from './workload';

/** Refused, or admitted with a warning to the sender and an entry in the audit log. */
export type AdmissionAction = 'Deny' | 'Warn';

/** What one chart is: one namespace, one Compose project, its workloads and edges. Plain data; every renderer starts here. */
export interface Project {
  /** Chart name: file name of the manifest, name of the Compose project. */
  readonly name: string;
  /** Path of the chart construct. */
  readonly path: string;
  readonly namespace: { readonly name: string; readonly owned: boolean };
  readonly networks: 'per-edge' | 'per-callee';
  /** Oldest minor release of Kubernetes 1 that the output is for. */
  readonly kubernetesMinor: number;
  /** What admission policies do to an object that misses a control; `undefined` where the program wants none. */
  readonly admission: AdmissionAction | undefined;
  /** What the chart says for everything in it. */
  readonly settings: Settings;
  readonly workloads: readonly Workload[];
  readonly edges: readonly EdgeContract[];
  readonly exits: readonly ExitContract[];
  readonly exposures: readonly Exposure[];
  readonly servers: readonly ServerContract[];
  readonly redis: readonly RedisContract[];
  readonly secrets: readonly SecretContract[];
  readonly exceptions: readonly ExceptionContract[];
}

/** How whoever ends TLS is told to speak TLS to the port behind it; `by-hand` leaves it to the user. */
export type IngressBackend = 'ingress-nginx' | 'by-hand';

/** Every answer to that. */
export const ingressBackends: readonly IngressBackend[] = ['ingress-nginx', 'by-hand'];

/** A door to the outside, with what only a renderer needs. */
export interface Exposure extends ExposureContract {
  /** IngressClass; the cluster's default where absent. */
  readonly className: string | undefined;
  /** For a port that serves TLS. */
  readonly backend: IngressBackend | undefined;
  /** Annotations of the Ingress, for its controller. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Port on the Compose host. */
  readonly published: number;
}

/** Edges that start at a workload and lead over a network. */
export const edgesFrom = (project: Project, caller: string): readonly EdgeContract[] =>
  byCaller(project).get(caller) ?? [];

/** Edges that end at a workload and lead over a network. */
export const edgesTo = (project: Project, callee: string): readonly EdgeContract[] =>
  byCallee(project).get(callee) ?? [];

const byCaller = once(({ edges }: Project) =>
  groups(edges.filter(isNetworked), ({ from }) => ('workload' in from ? from.workload : undefined)),
);
const byCallee = once(({ edges }: Project) => groups(edges.filter(isNetworked), ({ to }) => to));

/** Ways out of a workload. */
export const exitsFrom = (project: Project, caller: string): readonly ExitContract[] =>
  exitsByCaller(project).get(caller) ?? [];

const exitsByCaller = once(({ exits }: Project) => groups(exits, ({ from }) => from));

/** The first line of every file: what made it and how to make it again. */
export const header = (path: string): string =>
  `Made by cdk8s-hardened from construct ${path}. Do not edit: change the program and synthesize again (cdk8s synth).`;
