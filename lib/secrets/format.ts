/** A mode as people write it. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** A path as one word of a POSIX shell. */
export function shellWord(path: string): string {
  return /^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replace(/'/g, `'\\''`)}'`;
}
