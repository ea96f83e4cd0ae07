import type { SymptomId } from '../../../lib/audit/symptoms';

/** What a cluster here printed word for word, last in `npm run test:cluster -- symptoms`: rows of docs/troubleshooting.md. */
export const seenOnCluster: readonly SymptomId[] = [
  'pod-refused',
  'secret-missing',
  'secret-key-missing',
  'secret-variable-missing',
  'image-of-root',
];
