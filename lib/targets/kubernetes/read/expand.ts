/**
 * Expands `$(NAME)` as Kubernetes does in env, command and args: known names are replaced, unknown ones stay as they are,
 * and `$$` is one dollar sign. A known name whose value cannot be seen makes the whole text unknown.
 */
export function expand(text: string, known: ReadonlyMap<string, string | undefined>): string | undefined {
  let unseen = false;
  const expanded = text.replace(/\$\$|\$\(([^)]*)\)/g, (whole, name?: string) => {
    if (name === undefined) return '$';
    if (!known.has(name)) return whole;
    const value = known.get(name);
    unseen ||= value === undefined;
    return value ?? '';
  });
  return unseen ? undefined : expanded;
}
