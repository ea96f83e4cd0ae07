/** A mapping whose values nobody has looked at. */
export type Json = Readonly<Record<string, unknown>>;

/** A mapping, an empty one in place of anything else. */
export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** A list, an empty one in place of anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** A text, or a number or a truth value as one; nothing else has a text that means anything. */
export const word = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
