import type { Duration } from 'cdk8s';
import type { Image } from './image';
import type { Names } from './names';
import { workloadNames } from './prop-shapes';
import type { WorkloadProps } from './workload-props';

/** What every process can be given that runs to its end. It listens on no port, and nobody asks it whether it is well. */
export interface RunProps extends WorkloadProps {
  readonly image: Image;
  /** How often it is started again after it failed. @default 3 */
  readonly retries?: number;
  /**
   * Longest time of all attempts together; then it is stopped and has failed. Kubernetes only: Compose lets it run.
   * @default Duration.minutes(10)
   */
  readonly deadline?: Duration;
}

/** Names of these props. */
export const runNames = {
  ...workloadNames,
  image: true,
  retries: true,
  deadline: true,
} as const satisfies Names<RunProps>;
