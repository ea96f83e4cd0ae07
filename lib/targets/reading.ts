import type { At } from '../controls/at';
import type { Kind, Subjects, SubjectSet, Target } from '../controls/subject';

/** Something that cannot be judged, or that the contract promises and the output lacks. An error of the audit itself. */
export interface ReadError {
  /** Chart id. */
  readonly project: string;
  /** What is wrong, in one sentence without period. */
  readonly message: string;
  readonly workload?: string;
  /** Where it shows, if anywhere. */
  readonly at?: At;
}

/** What a reader makes of a set of documents. */
export interface Reading<S> {
  readonly subjects: S;
  readonly errors: readonly ReadError[];
}

/** The subjects and errors of several projects as one. */
export function joinReadings<T extends Target>(readings: readonly Reading<SubjectSet<T>>[]): Reading<SubjectSet<T>> {
  const all = <K extends Kind>(kind: K): readonly Subjects[T][K][] =>
    readings.flatMap(({ subjects }) => subjects[kind]);
  const [container, workload, edge, exposure, namespace, redis, image, project] = [
    all('container'),
    all('workload'),
    all('edge'),
    all('exposure'),
    all('namespace'),
    all('redis'),
    all('image'),
    all('project'),
  ];
  return {
    subjects: { container, workload, edge, exposure, namespace, redis, image, project },
    errors: readings.flatMap(({ errors }) => errors),
  };
}
