/**
 * A deep copy in which nothing is shared, so that a change at one place never shows at another: YAML anchors and objects
 * that a program uses twice arrive as one object otherwise. Absent members (`undefined`) are dropped, as writing does.
 */
export function plain(value: unknown): unknown {
  return copy(value, []);
}

/** True for a mapping: an object that is no list. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a list. Unlike `Array.isArray` it does not turn `unknown` into a list of `any`. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function copy(value: unknown, around: readonly unknown[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (around.includes(value)) throw new RangeError('a value contains itself');
  const inside = [...around, value];
  if (isList(value)) return value.map((item) => copy(item, inside));
  // `fromEntries` makes own members even of `__proto__`.
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, copy(item, inside)]])),
  );
}
