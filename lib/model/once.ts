/** A function of one unchanging object that works once for each: with a thousand workloads, what is asked for each of them is made once. */
export function once<T extends object, R>(work: (subject: T) => R): (subject: T) => R {
  const known = new WeakMap<T, { readonly result: R }>();
  return (subject) => {
    const before = known.get(subject);
    if (before) return before.result;
    const result = work(subject);
    known.set(subject, { result });
    return result;
  };
}

/** Items by a key, each list in the order of the items. */
export function groups<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const same = found.get(key);
    if (same) same.push(item);
    else found.set(key, [item]);
  }
  return found;
}
