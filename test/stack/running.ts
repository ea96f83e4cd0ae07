/** The four workloads of example 03, in the order in which they start. */
export const WORKLOADS = ['redis', 'web1', 'web2', 'nginx'] as const;
export type WorkloadName = (typeof WORKLOADS)[number];

/** What was tried from one place, and what came of it, by target. */
export interface Reached {
  readonly tcp: Readonly<Record<string, string>>;
  readonly udp: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

export interface Targets {
  readonly tcp?: readonly string[];
  readonly udp?: readonly string[];
  readonly names?: readonly string[];
}

export interface Got {
  readonly status: number;
  readonly text: string;
}

/** A program, running on some engine: what the questions need of it, in the words of none. */
export interface Running<W extends string = WorkloadName> {
  /** Name and version, for the report. */
  readonly engine: string;
  /** Whether a network of this engine has a direction and a port. */
  readonly directed: boolean;
  /** An address, and one that only a machine in a cloud has; both answer whoever gets out. */
  readonly outside: readonly [string, string];
  /** Every address at which a workload's processes could be reached. */
  readonly addressesOf: (workload: W) => Promise<readonly string[]>;
  /** From the very network of a workload, whatever programs it has. */
  readonly reach: (workload: W, targets: Targets) => Promise<Reached>;
  /** From a place with none of the hardening. */
  readonly reachFromTwin: (targets: Targets) => Promise<Reached>;
  /** A shell script in a workload, as its own user. */
  readonly shell: (workload: W, script: string) => Promise<string>;
  /** A Node program in a workload that has Node, as its own user: what it prints. */
  readonly node: (workload: W, program: string) => Promise<string>;
  /** Ends the first process of a workload and waits until another one runs in its place. */
  readonly kill: (workload: W) => Promise<string>;
  readonly untilReady: (workload: W) => Promise<void>;
}

/** Example 03, running on some engine. */
export interface Visits extends Running {
  /** What README's commands printed. */
  readonly readme: string;
  /** Through the door, as a user of the application does. */
  readonly get: (path: string) => Promise<Got>;
}
