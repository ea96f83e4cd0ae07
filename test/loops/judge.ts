import { audit, type AuditResult } from '../../lib/audit/audit';
import type { Finding } from '../../lib/audit/finding';
import { controls } from '../../lib/controls';
import type { Output } from '../../lib/controls/control';
import type { Contract } from '../../lib/model/contract';
import { documentOf, parseFiles, type SourceDocument, type SourceFile } from '../../lib/targets/documents';
import { emitFiles } from './emit';

/** Everything that was judged, with the findings that an exception excuses among the others. */
export interface Judged extends AuditResult {
  readonly all: readonly Finding[];
}

/** The contract among documents. What a mutation did to it counts, as it would for the command line. */
export const contractIn = (documents: readonly SourceDocument[]): Contract =>
  documents.find(({ file }) => file === 'hardened.json')?.value as Contract;

/** Judges documents by every control. */
export function judged(documents: readonly SourceDocument[]): Judged {
  const result = audit(documents, contractIn(documents), controls);
  return { ...result, all: [...result.findings, ...result.excused.map(({ finding }) => finding)] };
}

/** What tells findings apart: one control, one target, one subject. */
export const keyOf = ({ control, target, subject }: Pick<Finding, 'control' | 'target' | 'subject'>): string =>
  `${control} in ${target} on ${subject}`;

/** A project whose documents can be changed, written as text, read again, and put back as they were. */
export class Workbench {
  /** Documents as they were read; never changed. */
  readonly original: readonly SourceDocument[];
  /** The same documents, for subjects of mutations. */
  readonly documents: readonly SourceDocument[];

  constructor(files: readonly SourceFile[]) {
    this.original = parseFiles(files);
    this.documents = this.original.map(({ file, index, value }) => documentOf(file, index, value));
  }

  /**
   * Does something to the documents and returns what their text reads as then; `undefined` where the text is the same.
   * Only documents that changed are written and read: those of a file do not depend on each other.
   */
  change(what: (output: Output) => void): readonly SourceDocument[] | undefined {
    const added: SourceDocument[] = [];
    what({ add: (file, value) => added.push(documentOf(file, this.documents.length + added.length, value)) });
    const changed = this.documents.map((document, position) => {
      const before = this.original[position] ?? document;
      if (json(document.value) === json(before.value)) return before;
      const after = reread(document);
      document.value = structuredClone(before.value);
      return after;
    });
    const all = [...changed, ...added.map(reread)];
    return textOf(all) === textOf(this.original) ? undefined : all;
  }
}

/** Writes a document and reads it again. */
function reread(document: SourceDocument): SourceDocument {
  const [read = document] = parseFiles(emitFiles([document]));
  return { ...read, index: document.index };
}

const textOf = (documents: readonly SourceDocument[]): string => json(documents.map(({ value }) => value ?? null));

const json = (value: unknown): string => JSON.stringify(value ?? null);
