import type { ControlId } from '../../controls';

/** Where somebody sees a symptom first. */
export const places = {
  application: 'In the log of the application',
  network: 'In the log of the application: somebody else is not reached',
  redis: 'Answers of Redis',
  compose: 'Printed by Docker and Docker Compose',
  container: 'In the record of a container',
  kubernetes: 'Printed by kubectl, or in the events of an object',
} as const;

export type PlaceOfSymptom = keyof typeof places;

/** What is seen when something meets a protection that it was not written for. */
export interface Symptom {
  readonly id: string;
  readonly place: PlaceOfSymptom;
  /** One line, or the part of it that is the same everywhere, as it is printed. */
  readonly message: string;
  /** Finds it in a line with other names, numbers and paths. */
  readonly matches: RegExp;
  /** The controls behind it. */
  readonly controls: readonly ControlId[];
  /** Why it is seen. */
  readonly why: string;
  /** What to declare, or which exception to give. */
  readonly remedy: string;
  /**
   * What prints it, after README's commands for example 01: in the folder of its compose.yaml, or of its manifests with
   * the cluster that they were applied to. Tests run it, and read the message in what it prints; the page
   * has only symptoms that they have seen.
   */
  readonly command: string;
}
