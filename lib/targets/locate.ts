import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Document, LineCounter, Node, Pair } from 'yaml';
import type { Key } from '../controls/at';

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a pointer stands in the text of a YAML or JSON document; the nearest place around it where it is absent. Anchors
 * and merge keys lead to where the value is written. A number below a block of text is a line of it, from 0.
 */
export function locateInYaml(document: Document, lines: LineCounter, pointer: readonly Key[]): Position | undefined {
  let node = document.contents;
  let offset = node?.range?.[0];
  let line = 0;
  for (const key of pointer) {
    if (isScalar(node)) {
      if (node.type === 'BLOCK_LITERAL' && typeof key === 'number') line = key + 1;
      break;
    }
    const next = child(document, node, key);
    if (next === undefined) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  if (offset === undefined) return undefined;
  const found = lines.linePos(offset);
  return line > 0 ? { line: found.line + line, column: 1 } : { line: found.line, column: found.col };
}

interface Child {
  readonly node: Node | null;
  readonly offset: number | undefined;
}

function child(document: Document, around: Node | null, key: Key): Child | undefined {
  const node = resolved(document, around);
  if (isSeq(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined;
    return isNode(item) ? { node: resolved(document, item), offset: item.range?.[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const own = node.items.find((pair) => keyOf(pair) === String(key));
  if (own !== undefined) return ofPair(document, own);
  for (const merge of node.items.filter((pair) => keyOf(pair) === '<<')) {
    const source = isNode(merge.value) ? resolved(document, merge.value) : null;
    for (const part of isSeq(source) ? source.items : [source]) {
      const found = isNode(part) ? child(document, part, key) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function ofPair(document: Document, pair: Pair): Child {
  const value = isNode(pair.value) ? resolved(document, pair.value) : null;
  return { node: value, offset: isNode(pair.key) ? (pair.key.range?.[0] ?? undefined) : undefined };
}

function keyOf(pair: Pair): string | undefined {
  // A merge key has a symbol for a value.
  return isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function isNode(value: unknown): value is Node {
  return (isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)) && !isPair(value);
}
