import type { Running } from '../stack/running';

/** Workloads of the program, each with a network of its own. */
export const WORKLOADS = ['redis', 'web', 'caller'] as const;
/** Containers that run beside one of them. */
export const SIDECARS = ['web-exporter', 'web-shipper', 'redis-exporter'] as const;
/** The container that runs before web. */
export const INIT = 'web-assets';

type Sidecar = (typeof SIDECARS)[number];
export type BesideName = (typeof WORKLOADS)[number] | Sidecar | typeof INIT;

/** The workload that a container is beside, or itself. */
export const ownerOf = (name: BesideName): BesideName =>
  WORKLOADS.find((workload) => name.startsWith(`${workload}-`)) ?? name;

/** The program of this folder, running on some engine: what the questions need of it, in the words of none. */
export interface Beside extends Running<BesideName> {
  /** One of the addresses that caller declared, with the port. */
  readonly declared: string;
  /** The database, with its port; the other port of that address; the same port beside it. What nobody declared. */
  readonly database: string;
  readonly undeclared: readonly string[];
  /** All that a container has printed. */
  readonly log: (name: BesideName) => Promise<string>;
  /** With what a container has ended; nothing while it runs. */
  readonly exitCode: (name: BesideName) => Promise<number | undefined>;
  /** Whether the engine takes a sidecar for well, by the question that it asks. */
  readonly isWell: (sidecar: Sidecar) => Promise<boolean>;
  /** What the port of a sidecar answers through the declared way in. */
  readonly throughTheDoor: () => Promise<string>;
  /** Has the engine restart a workload as people do, and waits until it is ready. */
  readonly restart: (workload: BesideName) => Promise<void>;
  /** Makes a sidecar well again that has lost its workload. */
  readonly mend: (sidecar: Sidecar) => Promise<void>;
  /** How many containers of a workload run and are ready. */
  readonly howMany: (workload: BesideName) => Promise<number>;
  /** What only an engine with a scheduler has. */
  readonly scaling?: Scaling;
}

/** The number of pods, by hand and by the manifests. */
export interface Scaling {
  readonly wanted: () => Promise<number>;
  readonly set: (pods: number) => Promise<unknown>;
  /** Applies the same manifests once more; what that said where it failed. */
  readonly applyAgain: () => Promise<string>;
}
