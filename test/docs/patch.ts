import { isList, isMapping } from '../../lib/targets/plain';

/**
 * A value with a patch on it, as `kubectl` would merge it: mappings member by member, lists whose items have names by
 * name, anything else replaced; `null` removes.
 */
export function patched(value: unknown, patch: unknown): unknown {
  if (isMapping(patch)) {
    const before = isMapping(value) ? value : {};
    const members = Object.entries(patch).map(([key, part]) => [
      key,
      part === null ? undefined : patched(before[key], part),
    ]);
    return { ...before, ...(Object.fromEntries(members) as Record<string, unknown>) };
  }
  if (isList(patch) && isList(value) && [...patch, ...value].every((item) => nameOf(item) !== undefined)) {
    const kept = value.map((item) => patch.find((part) => nameOf(part) === nameOf(item)) ?? {});
    const added = patch.filter((part) => !value.some((item) => nameOf(item) === nameOf(part)));
    return [...value.map((item, index) => patched(item, kept[index])), ...added];
  }
  return patch;
}

const nameOf = (value: unknown): unknown => (isMapping(value) ? value['name'] : undefined);

/** A configuration with lines in place of those that start with the same word. */
export function withLines(text: string, lines: string): string {
  const wanted = lines.split('\n').filter((line) => line.trim() !== '');
  const words = wanted.map((line) => line.split(' ')[0]);
  return [...text.split('\n').filter((line) => !words.includes(line.split(' ')[0])), ...wanted, ''].join('\n');
}
