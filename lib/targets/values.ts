import type { At } from '../controls/at';
import { isMapping } from './plain';

/** The string here; numbers and booleans as they would be written; `undefined` for anything else. */
export function textOf(at: At | undefined): string | undefined {
  const value = at?.value;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The whole number here, also where it is written as text; `undefined` for anything else. */
export function numberOf(at: At | undefined): number | undefined {
  const text = textOf(at);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The strings of a list, in order; what is no scalar is left out. */
export function textsOf(at: At): readonly string[] {
  return at.list().flatMap((item) => textOf(item) ?? []);
}

/** A mapping of names to scalars, for instance labels. */
export function recordOf(at: At): Readonly<Record<string, string>> {
  return Object.fromEntries(
    at.entries().flatMap(([name, entry]) => {
      const text = textOf(entry);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** True where something stands here that is not null. */
export function isPresent(at: At): boolean {
  return at.value !== undefined && at.value !== null;
}

/** True where a mapping with this key stands here, whatever its value. */
export function hasKey(at: At, key: string): boolean {
  return isMapping(at.value) && Object.hasOwn(at.value, key);
}

/** Hands out ids that differ from each other: a second `a` becomes `a#2`. */
export function uniqueIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  };
}

/** Entries by name where the last one counts, as in lists of variables: each with whether it is that one. */
export function lastInForce<T extends { readonly name: string }>(
  entries: readonly T[],
): readonly (T & { readonly inForce: boolean })[] {
  const last = new Map(entries.map(({ name }, position) => [name, position]));
  return entries.map((entry, position) => ({ ...entry, inForce: last.get(entry.name) === position }));
}
