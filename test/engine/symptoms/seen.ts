import type { SymptomId } from '../../../lib/audit/symptoms';

/** What an engine here printed word for word, last in `npm run test:engine -- symptoms`: the rows of docs/troubleshooting.md. */
export const seen: readonly SymptomId[] = [];
