/** A value as a parser gives it. */
export type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };

export type Branch = Record<string, unknown>;

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys of a JSON pointer. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** `pointer` with one key more. */
export function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** What stands at a pointer, or undefined. */
export function at(root: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return (value as unknown[])[Number(key)];
    return isBranch(value) ? value[key] : undefined;
  }, root);
}

/** A copy of `root` in which the value at `pointer` is `value`, or gone where `value` is undefined; undefined where its parent is no object. */
export function changed(root: unknown, pointer: string, value: unknown): unknown {
  const copy = structuredClone(root);
  const key = keysOf(pointer).pop() ?? '';
  const parent = at(copy, pointer.slice(0, pointer.lastIndexOf('/')));
  if (!isBranch(parent)) return undefined;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return copy;
}
