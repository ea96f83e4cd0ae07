import { audit, type AuditResult } from '../../lib/audit/audit';
import type { Finding } from '../../lib/audit/finding';
import { controls } from '../../lib/controls';
import type { Output } from '../../lib/controls/control';
import { targets, type Target } from '../../lib/controls/subject';
import type { Contract } from '../../lib/model/contract';
import { once } from '../../lib/model/once';
import { isFor } from '../../lib/model/settings';
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

/** Findings, excused ones too, in the targets that a change can have reached: the other one's documents are as they were. */
export function foundAfter(changed: readonly SourceDocument[], before: readonly SourceDocument[]): readonly Finding[] {
  const files = changed.filter((document) => !before.includes(document)).map(({ file }) => file);
  const [only] = targets.filter((target) => files.every((file) => file.startsWith(`${target}/`)));
  if (only === undefined) return judged(changed).all;
  const { findings, excused } = audit(changed, onlyIn[only](contractIn(changed)), controls);
  return [...findings, ...excused.map(({ finding }) => finding)];
}

const narrowed = (target: Target) =>
  once((contract: Contract): Contract => {
    const own = Object.entries(contract.projects).map(
      ([id, project]) => [id, { ...project, targets: isFor(project, target) ? [target] : [] }] as const,
    );
    return { ...contract, projects: Object.fromEntries(own) };
  });
const onlyIn = { kubernetes: narrowed('kubernetes'), compose: narrowed('compose') };

/** What tells findings apart: one control, one target, one subject. */
export const keyOf = ({ control, target, subject }: Pick<Finding, 'control' | 'target' | 'subject'>): string =>
  `${control} in ${target} on ${subject}`;

/** A project whose documents can be changed, written as text, read again, and put back as they were. */
export class Workbench {
  /** Documents as they were read; never changed. */
  readonly original: readonly SourceDocument[];
  /** The same documents, for subjects of mutations. */
  readonly documents: readonly SourceDocument[];
  /** What `original` reads as, document by document. */
  private readonly texts: readonly string[];

  constructor(files: readonly SourceFile[]) {
    this.original = parseFiles(files);
    this.texts = this.original.map(({ value }) => json(value));
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
      const text = this.texts[position];
      if (json(document.value) === text) return before;
      const after = reread(document);
      document.value = structuredClone(before.value);
      return json(after.value) === text ? before : after;
    });
    const isSame = added.length === 0 && changed.every((document, position) => document === this.original[position]);
    return isSame ? undefined : [...changed, ...added.map(reread)];
  }
}

/** Writes a document and reads it again. */
function reread(document: SourceDocument): SourceDocument {
  const [read = document] = parseFiles(emitFiles([document]));
  return { ...read, index: document.index };
}

const json = (value: unknown): string => JSON.stringify(value ?? null);
