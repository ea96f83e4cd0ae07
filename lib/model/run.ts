/** How a process that ends is run: a job once, a cron job again and again. */
export interface Run {
  /** How often it is started again after it failed. */
  readonly retries: number;
  /** Longest time of all attempts together (Kubernetes). */
  readonly deadlineSeconds: number;
  /** How long a finished job is kept, with its pods and logs (Kubernetes); `undefined` for cron jobs, which keep a number of them. */
  readonly keepSeconds: number | undefined;
  /** A command in the job's image that exits with 0 once the work is done. */
  readonly done: readonly string[] | undefined;
  /** When it is started; `undefined` for what runs once. */
  readonly schedule: Schedule | undefined;
}

/** When a cron job is started. Compose, which has no scheduler, knows nothing of it. */
export interface Schedule {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** IANA name; `undefined` for the one of the cluster. */
  readonly timeZone: string | undefined;
  /** How late it may still be started. */
  readonly startWithinSeconds: number;
}
