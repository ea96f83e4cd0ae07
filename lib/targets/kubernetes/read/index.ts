import type { SubjectSet } from '../../../controls/subject';
import type { Contract } from '../../../model/contract';
import type { SourceDocument } from '../../documents';
import type { Reading } from '../../reading';

/** Reads every project of the contract. */
export function readKubernetes(
  _documents: readonly SourceDocument[],
  _contract: Contract,
): Reading<SubjectSet<'kubernetes'>> {
  return {
    subjects: { container: [], workload: [], edge: [], exposure: [], namespace: [], redis: [], image: [], project: [] },
    errors: [],
  };
}
