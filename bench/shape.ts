/** How many services share one Redis. */
export const SERVICES_PER_REDIS = 10;

/** The image of every service: its digest names nothing, and nothing pulls it. */
export const image = `registry.example.com/bench/service:1.0.0@sha256:${'0123456789abcdef'.repeat(4)}`;

/** What is measured: this package, and what a user of cdk8s-plus-27 writes for comparable objects. */
export const kinds = ['hardened', 'plus'] as const;
export type Kind = (typeof kinds)[number];

/** CPU time of one run of a program in a process of its own, its modules loaded. */
export interface Measured {
  readonly kind: Kind;
  readonly count: number;
  /** Milliseconds of CPU from the first construct to the last file. */
  readonly synth: number;
  /** Milliseconds of CPU of one `JSON.stringify` of what was written, as plain objects. */
  readonly stringify: number;
  /** Kubernetes objects written. */
  readonly objects: number;
  /** Largest resident set, in MiB. */
  readonly memory: number;
}
