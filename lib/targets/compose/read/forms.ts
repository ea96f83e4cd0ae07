import type { At } from '../../../controls/at';
import { textOf } from '../../values';
import { interpolated } from './interpolation';

/** A name and a value, from a mapping or from a list of `NAME=value` (any of the separators). */
export interface NamedValue {
  readonly name: string;
  /** As Compose sees it; `undefined` where it has none, or depends on whoever runs it. */
  readonly value: string | undefined;
  /** The member of the mapping, or the item of the list. */
  readonly at: At;
}

/** Reads what Compose allows as a mapping and as a list of pairs: environment, labels. */
export function namedValues(at: At, separators = '='): readonly NamedValue[] {
  const members = at.entries().map(([name, entry]) => ({ name, value: literalOf(entry), at: entry }));
  const items = at.list().map((item) => {
    const text = textOf(item) ?? '';
    const cut = [...text].findIndex((char) => separators.includes(char));
    return cut < 0
      ? { name: text, value: undefined, at: item }
      : { name: text.slice(0, cut), value: interpolated(text.slice(cut + 1)), at: item };
  });
  return [...members, ...items];
}

/** Reads what Compose allows as one string and as a list of strings. */
export function oneOrMany(at: At): readonly At[] {
  return textOf(at) === undefined ? at.list() : [at];
}

/** Reads what Compose allows as a list of names and as a mapping by name: networks, `depends_on`. */
export function namedEntries(at: At): readonly (readonly [name: string, at: At])[] {
  return [...at.entries(), ...at.list().map((item) => [textOf(item) ?? '', item] as const)];
}

/** The scalar here as Compose sees it; `undefined` where it is none, or depends on whoever runs it. */
export function literalOf(at: At): string | undefined {
  const text = textOf(at);
  return text === undefined ? undefined : interpolated(text);
}

/**
 * A flag here. Compose takes the texts of YAML 1.1 as well; anything else is none, and what depends on whoever runs it is
 * not known: `undefined`.
 */
export function flagOf(at: At): boolean | undefined {
  const text = literalOf(at)?.toLowerCase();
  if (text === undefined) return at.value === undefined || at.value === null ? false : undefined;
  if (['true', 't', '1', 'yes', 'y', 'on'].includes(text)) return true;
  return ['false', 'f', '0', 'no', 'n', 'off'].includes(text) ? false : undefined;
}
