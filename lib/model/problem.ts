import { looksLikeCredential } from './credential';
import { redact } from './redact';

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
  `${problem.prop}: got ${redact(problem.got)}; allowed: ${problem.allowed}; fix: ${problem.fix}`;

/** A description in place of a value that is not to be shown, or that nobody wrote. */
export interface Said {
  readonly said: string;
}

/** Describes what was got, in words. */
export const said = (text: string): Said => ({ said: text });

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'said';

/** A value as the user would write it: short, on one line, stable, and without what may be a secret. */
export function show(value: unknown): string {
  if (isSaid(value)) return value.said;
  const kind = looksLikeCredential(typeof value === 'string' ? value : plain(value));
  if (kind !== undefined) return `a value that looks like ${kind} (not shown)`;
  const text = typeof value === 'string' ? `'${JSON.stringify(redact(value)).slice(1, -1)}'` : redact(plain(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/**
 * A text about a value that was got, with that value as messages show it: who writes a fix repeats what was written.
 */
export const about = (text: string, value: unknown): string =>
  typeof value === 'string' && redact(value) !== value ? text.replaceAll(value, () => redact(value)) : text;

function plain(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? JSON.stringify(value, (_, inner: unknown) => part(inner)) : 'an object';
  }
  return typeof value === 'function' ? 'a function' : String(value);
}

const part = (inner: unknown): unknown =>
  typeof inner === 'bigint' ? String(inner) : typeof inner === 'string' ? redact(inner) : inner;
