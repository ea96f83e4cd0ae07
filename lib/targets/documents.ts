import { LineCounter, isMap, isScalar, parseAllDocuments, visit } from 'yaml';
import type { Document, ScalarTag } from 'yaml';
import type { Key } from '../controls/at';
import { locateInYaml, type Position } from './locate';
import { plain } from './plain';

/** A file as it lies on disk; `path` is relative to the folder of the contract, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** How a file is read and written: any other file than YAML and JSON is one document that is a string. */
export type Format = 'yaml' | 'json' | 'text';

/** One parsed document of a file. */
export interface SourceDocument {
  readonly file: string;
  /** Index in its file, from 0; empty documents count. */
  readonly index: number;
  readonly format: Format;
  /** Plain data without shared parts. Changed by cursors only. */
  value: unknown;
  /** Where a pointer stands in the text, or the nearest place around it; `undefined` for documents made in memory. */
  locate(pointer: readonly Key[]): Position | undefined;
}

/** One reason why a file cannot be parsed. */
export interface SyntaxProblem extends Position {
  readonly file: string;
  readonly message: string;
}

/** Some files cannot be parsed; holds the problems of all of them. */
export class SourceSyntaxError extends Error {
  /** Every problem of every file, in order. */
  readonly problems: readonly SyntaxProblem[];

  constructor(problems: readonly SyntaxProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n'));
    this.name = 'SourceSyntaxError';
    this.problems = problems;
  }
}

/**
 * Parses files to plain data, anchors and merge keys resolved.
 *
 * @throws SourceSyntaxError with the problems of all files at once.
 */
export function parseFiles(files: readonly SourceFile[]): readonly SourceDocument[] {
  const problems: SyntaxProblem[] = [];
  const documents = files.flatMap((file) =>
    formatOf(file.path) === 'text' ? [textDocument(file)] : yamlDocuments(file, problems),
  );
  if (problems.length > 0) throw new SourceSyntaxError(problems);
  return documents;
}

/** A document of data in memory, as if it were parsed from `file`. The data is copied. */
export function documentOf(file: string, index: number, value: unknown): SourceDocument {
  return { file, index, format: formatOf(file), value: plain(value), locate: () => undefined };
}

function formatOf(path: string): Format {
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return /\.json$/i.test(path) ? 'json' : 'text';
}

function textDocument(file: SourceFile): SourceDocument {
  // A number is a line of the text, from 0.
  const locate = ([line]: readonly Key[]): Position => ({ line: typeof line === 'number' ? line + 1 : 1, column: 1 });
  return { file: file.path, index: 0, format: 'text', value: file.text, locate };
}

function yamlDocuments(file: SourceFile, problems: SyntaxProblem[]): readonly SourceDocument[] {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(file.text, {
    version: '1.2',
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    customTags: (tags) => [oldOctal, ...tags],
  });
  return [...parsed].map((document, index) => {
    let value: unknown;
    // Everything after the first error of syntax is mostly its consequence.
    for (const error of document.errors.filter(({ code }, at) => at === 0 || code === 'DUPLICATE_KEY'))
      problems.push(problemAt(file, lines, error.pos[0], error.message));
    // `!reset` and `!override` of Compose take away what stands there; no other tag that is not YAML's own can be judged.
    for (const { code, pos, message } of document.warnings)
      if (code === 'TAG_RESOLVE_FAILED') problems.push(problemAt(file, lines, pos[0], `${message}: remove the tag`));
    try {
      if (document.errors.length === 0) {
        oldBooleans(document);
        value = plain(document.toJS());
      }
    } catch (error) {
      // Aliases that name nothing, contain themselves, or multiply without end.
      problems.push(problemAt(file, lines, document.range[0], error instanceof Error ? error.message : String(error)));
    }
    return {
      file: file.path,
      index,
      format: formatOf(file.path),
      value,
      locate: (pointer) => locateInYaml(document, lines, pointer),
    };
  });
}

function problemAt(file: SourceFile, lines: LineCounter, offset: number, message: string): SyntaxProblem {
  const { line, col } = lines.linePos(offset);
  return { file: file.path, line: Math.max(line, 1), column: Math.max(col, 1), message };
}

/** Both Kubernetes and Compose read `0440` as octal, as YAML 1.1 did; YAML 1.2 reads 440. */
const oldOctal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  identify: () => false,
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => parseInt(text, 8),
};

/** Kubernetes reads a plain `yes` or `off` as a boolean, as YAML 1.1 did; Compose does not. */
function oldBooleans(document: Document): void {
  if (!isMap(document.contents) || !document.contents.has('apiVersion')) return;
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || node.type !== 'PLAIN' || !isScalar(node) || node.tag !== undefined) return;
      if (/^(yes|Yes|YES|on|On|ON)$/.test(node.source ?? '')) node.value = true;
      if (/^(no|No|NO|off|Off|OFF)$/.test(node.source ?? '')) node.value = false;
    },
  });
}
