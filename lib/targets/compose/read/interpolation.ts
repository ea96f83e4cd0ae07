/**
 * A value after Compose has interpolated it; `undefined` where it depends on variables of whoever runs it. Two dollar
 * signs are one.
 */
export function interpolated(text: string): string | undefined {
  const rest = text.replaceAll('$$', '');
  return rest.includes('$') ? undefined : text.replaceAll('$$', '$');
}

/** Splits at a separator, but not inside of `${…}`, where defaults hold any character. */
export function splitOutsideVariables(text: string, separator: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '$' && text.charAt(at + 1) === '{') depth++;
    if (char === '}' && depth > 0) depth--;
    if (char === separator && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts;
}
