import type { Key } from '../at';
import { credentialIn } from './credentials';

/** A place in a document that holds a credential, and what it looks like. */
export interface Leak {
  readonly pointer: readonly Key[];
  readonly looksLike: string;
}

/** Credentials anywhere in a document: in its texts, and in lists of words that together are a command line. */
export function leaksIn(value: unknown, pointer: readonly Key[] = []): readonly Leak[] {
  if (typeof value === 'string') return leak(value, pointer);
  if (typeof value !== 'object' || value === null) return [];
  const members: readonly (readonly [Key, unknown])[] = isList(value) ? [...value.entries()] : Object.entries(value);
  const inside = members.flatMap(([key, member]) => leaksIn(member, [...pointer, key]));
  if (inside.length > 0) return inside;
  const words = isList(value) && value.every((word) => typeof word !== 'object') ? value.join(' ') : '';
  return leak(words, pointer);
}

/** The values that Secret objects carry, also inside of `kind: List` and its relatives, whose items may leave their kind out. */
export function secretValues(document: unknown, assumed = '', pointer: readonly Key[] = []): readonly Leak[] {
  if (!isMapping(document)) return [];
  const { kind = assumed, items } = document;
  if (typeof kind === 'string' && kind.endsWith('List') && isList(items))
    return items.flatMap((item, index) =>
      secretValues(item, kind.slice(0, -'List'.length), [...pointer, 'items', index]),
    );
  if (kind !== 'Secret') return [];
  return ['data', 'stringData'].flatMap((key) =>
    isMapping(document[key]) && Object.keys(document[key]).length > 0
      ? [{ pointer: [...pointer, key], looksLike: 'values of a Secret' }]
      : [],
  );
}

const leak = (text: string, pointer: readonly Key[]): readonly Leak[] => {
  const looksLike = credentialIn(text);
  return looksLike === undefined ? [] : [{ pointer, looksLike }];
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);
