import { isDeepStrictEqual } from 'node:util';
import { type Document, isPair, isScalar, LineCounter, parseAllDocuments, type ParsedNode, visit } from 'yaml';
import type { Mistake } from './engine';
import type { Finding } from './finding';
import { below, keysOf } from './tree';

/** A YAML or JSON text, parsed once, that can say in which line a pointer lies. */
export interface SourceText {
  readonly values: readonly unknown[];
  /** What is wrong with the text itself: syntax, duplicate keys, scalars that are not what they look like. */
  readonly findings: readonly Finding[];
  locate(document: number, mistake: Mistake): Finding;
}

export function sourceText(text: string): SourceText {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  if (!Array.isArray(documents))
    return {
      values: [],
      findings: [finding(1, 1, '', 'the file is empty')],
      locate: (_, mistake) => finding(1, 1, mistake.pointer, mistake.message),
    };
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const values = documents.map((document) => document.toJS() as unknown);
  const older = parseAllDocuments(text, { version: '1.1', logLevel: 'silent' });
  const findings = documents.flatMap((document, index) => {
    const broken = [...document.errors, ...document.warnings].map((error) => {
      const { line, column } = position(error.pos[0]);
      return finding(line, column, '', error.message.split('\n')[0] ?? error.code);
    });
    const odd = oddNumbers(document).map(({ offset, pointer, message }) => {
      const { line, column } = position(offset);
      return finding(line, column, pointer, message);
    });
    const twin = Array.isArray(older) ? older[index] : undefined;
    const same = twin === undefined || isDeepStrictEqual(twin.toJS(), values[index]);
    return [...broken, ...odd, ...(same ? [] : [finding(1, 1, '', 'YAML 1.1 and 1.2 read it differently: quote it')])];
  });
  return {
    values,
    findings,
    locate: (index, mistake) => {
      const document = documents[index];
      const offset = document === undefined ? 0 : offsetOf(document, mistake);
      const { line, column } = position(offset);
      const where = mistake.key === undefined ? mistake.pointer : below(mistake.pointer, mistake.key);
      return finding(line, column, where, mistake.message);
    },
  };
}

function finding(line: number, column: number, where: string, message: string): Finding {
  return { line, column, where, message };
}

/** Plain scalars that a parser turns into a number which prints as something else: a hash of digits, `0644`, `1e3`. */
function oddNumbers(document: Document.Parsed): readonly { offset: number; pointer: string; message: string }[] {
  const found: { offset: number; pointer: string; message: string }[] = [];
  visit(document, {
    Scalar: (_, node, path) => {
      if (typeof node.value !== 'number' || node.source === undefined || String(node.value) === node.source) return;
      const keys = path.flatMap((step) => (isPair(step) && isScalar(step.key) ? [String(step.key.value)] : []));
      const pointer = keys.reduce((parent, key) => below(parent, key), '');
      found.push({
        offset: node.range?.[0] ?? 0,
        pointer,
        message: `${node.source} is read as the number ${node.value}: quote it`,
      });
    },
  });
  return found;
}

/** Where a pointer lies: at its key where the key is meant, else at its value, else at the nearest parent. */
function offsetOf(document: Document.Parsed, mistake: Mistake): number {
  const keys = keysOf(mistake.pointer).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let length = keys.length; length >= 0; length -= 1) {
    const node = nodeAt(document, keys.slice(0, length));
    if (node === undefined) continue;
    if (length === keys.length && mistake.key !== undefined && 'items' in node) {
      for (const pair of node.items)
        if (isPair(pair) && isScalar(pair.key) && String(pair.key.value) === mistake.key)
          return pair.key.range?.[0] ?? 0;
    }
    return node.range[0];
  }
  return 0;
}

function nodeAt(document: Document.Parsed, keys: readonly (string | number)[]): ParsedNode | undefined {
  const found = document.getIn(keys, true) as ParsedNode | undefined;
  return found ?? undefined;
}
