import type { At } from '../../controls/at';

/** How strict a namespace is, as its label says. `privileged` admits everything. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** One check of the Pod Security Standards. */
export interface PodSecurityCheck {
  /** As Kubernetes names it. */
  readonly id: string;
  /** The lowest level that has it. */
  readonly level: 'baseline' | 'restricted';
  /** What the API server gives as the reason for a refusal. */
  readonly reason: string;
  /** The first minor version whose rules have it. */
  readonly since: number;
  /** A check of the level below that this one takes the place of. */
  readonly overrides?: string;
  /** The places of a pod that break it by the rules of a minor version; `pod` has `metadata` and `spec`. */
  broken(this: void, pod: At, minor: number): readonly At[];
}
