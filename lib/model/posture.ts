/**
 * The few switches a renderer has. Everything else is constant there: no code path can emit `privileged: true`,
 * a host network or an added capability. Every switch is off unless an exception with a reason turns it on.
 */
export interface Posture {
  /** The root file system may be written. */
  readonly writableRoot: boolean;
  /** The runtime's default capabilities are kept instead of dropping all of them. */
  readonly defaultCapabilities: boolean;
  /** `no_new_privs` is left off, so that setuid programs work. */
  readonly privilegeEscalation: boolean;
  /** No system call filter. */
  readonly seccompUnconfined: boolean;
  /** No upper limit for the processor; the request stays. */
  readonly noCpuLimit: boolean;
  /** Secret values are handed over in environment variables, for programs that cannot read files. */
  readonly secretsInEnv: boolean;
  /** The Kubernetes API token is mounted. */
  readonly apiToken: boolean;
}

/** The posture of every workload that has no exception. */
export const hardened: Posture = {
  writableRoot: false,
  defaultCapabilities: false,
  privilegeEscalation: false,
  seccompUnconfined: false,
  noCpuLimit: false,
  secretsInEnv: false,
  apiToken: false,
};
