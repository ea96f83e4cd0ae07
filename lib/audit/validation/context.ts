/*
 * What `cdk8s synth` hands to a plugin, as far as it is used here. cdk8s-cli is no dependency of this package; a test
 * has the compiler compare these types with its own.
 */

/** An object that breaks a rule. */
export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

/** A rule that is broken, and where. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

/** The report that cdk8s prints; submitted exactly once, after every violation. */
export interface ValidationReport {
  addViolation(violation: Violation): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/** One run of `cdk8s synth`. */
export interface ValidationContext {
  /** Every `*.yaml` below cdk8s' output folder. */
  readonly manifests: readonly string[];
  /** Whether manifests go to a temporary folder and are printed. */
  readonly stdout?: boolean;
  readonly report: ValidationReport;
}
