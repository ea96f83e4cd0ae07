import type { Dns } from './dns';

/** An output that a project is written for. */
export type TargetName = 'kubernetes' | 'compose';

/** Every output, in the order in which they are told. */
export const targetNames: readonly TargetName[] = ['kubernetes', 'compose'];

/** A taint that pods of a project put up with, in the words of Kubernetes. */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

/** What a chart says once for everything in it. */
export interface Settings {
  /** Outputs the project is written for; at least one. */
  readonly targets: readonly TargetName[];
  /** Kubernetes Secrets by which nodes pull images. */
  readonly imagePullSecrets: readonly string[];
  /** Kubernetes storage class of every claim; the cluster's default where absent. */
  readonly storageClass: string | undefined;
  /** Labels of the nodes that pods run on. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /** Kubernetes PriorityClass of every pod. */
  readonly priority: string | undefined;
  /** The cluster assigns users and groups of every pod. */
  readonly assigned: boolean;
  /** Who resolves names in the cluster. */
  readonly dns: Dns;
  /** Where everything that is built here is run from its sources too: the first host port of inspectors. */
  readonly development: { readonly inspector: number } | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Annotation in Kubernetes and label in Compose that names who answers for a project. */
export const OWNER = 'cdk8s-hardened/owner';

/** Whether a project is written for an output. A contract that says nothing of it is for all of them. */
export const isFor = (
  { targets = targetNames }: { readonly targets?: readonly TargetName[] },
  target: TargetName,
): boolean => targets.includes(target);
