import { audit, type AuditResult } from '../../lib/audit/audit';
import type { Finding } from '../../lib/audit/finding';
import { controls } from '../../lib/controls';
import type { Contract } from '../../lib/model/contract';
import { documentOf, parseFiles, type SourceDocument, type SourceFile } from '../../lib/targets/documents';
import { emitFiles } from '../../lib/targets/emit';

/** A project as text and as what it parses to. */
export interface Parsed {
  readonly files: readonly SourceFile[];
  readonly documents: readonly SourceDocument[];
}

/** Parses the output of a program, once through our own emitter so that later texts can be compared with it. */
export function parsed(files: readonly SourceFile[]): Parsed {
  const emitted = emitFiles(parseFiles(files));
  return { files: emitted, documents: parseFiles(emitted) };
}

/** Documents that can be changed without harm to the first ones. */
export const copied = ({ documents }: Parsed): SourceDocument[] =>
  documents.map(({ file, index, value }) => documentOf(file, index, value));

/** The contract among documents; what a mutation did to it counts. */
export const contractIn = (documents: readonly SourceDocument[]): Contract =>
  documents.find(({ file }) => file === 'hardened.json')?.value as Contract;

/**
 * Writes changed documents as text and reads the text again; `undefined` where the text is the same. Files whose
 * documents hold the same values are taken over as they are.
 */
export function reread(before: Parsed, changed: readonly SourceDocument[]): Parsed | undefined {
  const valuesOf = (documents: readonly SourceDocument[], path: string): string =>
    JSON.stringify(documents.filter(({ file }) => file === path).map(({ value }) => value ?? null));
  const files = before.files.map((file) => {
    if (valuesOf(before.documents, file.path) === valuesOf(changed, file.path)) return file;
    const [emitted = file] = emitFiles(changed.filter((document) => document.file === file.path));
    return emitted;
  });
  if (files.every((file, index) => file.text === before.files[index]?.text)) return undefined;
  const documents = files.flatMap((file, index) =>
    file === before.files[index] ? before.documents.filter(({ file: path }) => path === file.path) : parseFiles([file]),
  );
  return { files, documents };
}

/** Everything the audit finds, excused or not. */
export function judged({ documents }: Parsed): AuditResult & { readonly all: readonly Finding[] } {
  const result = audit(documents, contractIn(documents), controls);
  return { ...result, all: [...result.findings, ...result.excused.map(({ finding }) => finding)] };
}

/** What tells findings apart: one control, one target, one subject. */
export const keyOf = ({ control, target, subject }: Finding): string => `${control} in ${target} on ${subject}`;
