import type { HardenedWorkload } from './hardened-workload';

/** What starts only once the work of jobs is done. */
export interface AfterProps {
  /**
   * Jobs (`NodeJob`) whose work must be done before this one starts. Compose waits until they have ended without an error.
   * In Kubernetes an init container, with the job's image, user, environment, secrets and files, runs the job's `done` again
   * and again until it exits with 0; the pod may then reach whom the job reaches.
   * @default - none
   */
  readonly after?: readonly HardenedWorkload[];
}
