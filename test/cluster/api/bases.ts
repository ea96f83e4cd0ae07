import type { SubjectSet } from '../../../lib/controls/subject';
import { readers } from '../../../lib/targets/read';
import { contractIn, Workbench } from '../../loops/judge';
import type { Program } from '../../programs';

/** The output of a program, ready to be weakened, with what a reader sees in its manifests. */
export interface Base {
  readonly bench: Workbench;
  readonly subjects: SubjectSet<'kubernetes'>;
}

/** A program's output as mutations start from it. */
export function baseOf({ files }: Pick<Program, 'files'>): Base {
  const bench = new Workbench(files);
  return { bench, subjects: readers.kubernetes(bench.documents, contractIn(bench.documents)).subjects };
}
