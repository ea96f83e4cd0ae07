/** Whom a way out leads to. */
export type ExitTarget =
  | {
      /** A host of the outside, by its DNS name. */
      readonly host: string;
      /** The addresses it has, where they are known; Kubernetes opens these alone. Absent: every public address. */
      readonly cidr?: string;
    }
  | {
      /** A block of addresses. */
      readonly cidr: string;
    }
  | {
      /** Pods of another Kubernetes namespace. */
      readonly namespace: string;
      /** Labels of those pods; absent: every pod of the namespace. */
      readonly labels?: Readonly<Record<string, string>>;
      /** A host that Compose, which has no namespaces, reaches in their place; absent: nothing is opened there. */
      readonly composeHost?: string;
    };

/** A declared way out of the project: one workload, one target, one TCP port. */
export interface ExitContract {
  /** Name of the workload. */
  readonly from: string;
  readonly to: ExitTarget;
  /** TCP port of the target: in another namespace, of its pods. */
  readonly port: number;
  /** The container of `from` that opens it, where that is an init container or a sidecar. */
  readonly container?: string;
  /** The job that `from` comes after: an init container asks there whether its work is done. Kubernetes only. */
  readonly waitsFor?: string;
}

/** Whether a target is reached by a name, which somebody has to resolve. */
export const isNamed = (to: ExitTarget): boolean => 'host' in to || 'namespace' in to;

/** Whether Compose opens a way out for a target. */
export const leavesCompose = (to: ExitTarget): boolean => !('namespace' in to) || to.composeHost !== undefined;
