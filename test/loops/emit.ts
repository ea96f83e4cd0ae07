import { stringify } from 'yaml';
import type { SourceDocument, SourceFile } from '../../lib/targets/documents';

/**
 * Text for documents, file by file in order of appearance: what `parseFiles` reads back as the same values. It serves
 * the proof loops, which change parsed output; what synth writes is written by the renderers.
 */
export function emitFiles(documents: readonly SourceDocument[]): readonly SourceFile[] {
  const files = new Map<string, SourceDocument[]>();
  for (const document of documents) files.set(document.file, [...(files.get(document.file) ?? []), document]);
  return [...files].map(([path, parts]) => ({ path, text: emit(parts) }));
}

function emit(documents: readonly SourceDocument[]): string {
  const [first] = documents;
  if (first?.format === 'text') return typeof first.value === 'string' ? first.value : '';
  if (first?.format === 'json') return `${JSON.stringify(first.value ?? null, undefined, 2)}\n`;
  return documents.map((document) => `---\n${yaml(document.value)}`).join('');
}

function yaml(value: unknown): string {
  // Strings stay strings for readers of YAML 1.1 too (`compat`), and no line is folded.
  return stringify(value ?? null, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' });
}
