import { looksLikeCredential } from './credential';

/**
 * One thing wrong with a program, said to the person who wrote it. Every message has the same parts in the same order.
 */
export interface Problem {
  /** Path of the construct. */
  readonly path: string;
  /** The prop or call it is about, for instance `port` or `connectTo(redis).keys`. */
  readonly prop: string;
  /** The value got, as the user would write it; never a secret value. */
  readonly got: string;
  /** What is allowed. */
  readonly allowed: string;
  /** What to do. */
  readonly fix: string;
}

/** Takes problems; validation goes on after one, so that all of a program are told at once. */
export type Report = (prop: string, got: unknown, allowed: string, fix: string) => void;

/** The text of a problem without its path, which the caller puts first. */
export const problemText = (problem: Problem): string =>
  `${problem.prop}: got ${problem.got}; allowed: ${problem.allowed}; fix: ${problem.fix}`;

/** A description in place of a value that is not to be shown, or that nobody wrote. */
export interface Said {
  readonly said: string;
}

/** Describes what was got, in words. */
export const said = (text: string): Said => ({ said: text });

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'said';

/** A value as the user would write it: short, on one line, stable. */
export function show(value: unknown): string {
  if (isSaid(value)) return value.said;
  const text = literal(value);
  const kind = looksLikeCredential(text);
  if (kind !== undefined) return `a value that looks like ${kind} (not shown)`;
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${JSON.stringify(value).slice(1, -1)}'`;
  if (typeof value === 'object' && value !== null) {
    const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    return plain
      ? JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
      : 'an object';
  }
  return typeof value === 'function' ? 'a function' : String(value);
}
