/**
 * Splits a command line into words as a shell does, without expanding anything; `undefined` where more than one plain
 * command stands there, so that nobody can say by words what runs.
 */
export function wordsOf(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else if (char === '\\' && quote === '"' && '"\\$`'.includes(line.charAt(at + 1))) word += line.charAt(++at);
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      word = (word ?? '') + line.charAt(++at);
    } else if (/\s/.test(char)) {
      if (char === '\n' && line.slice(at).trim() !== '') return undefined;
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[;&|<>()`#]/.test(char)) {
      return undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}

/** The words that a shell given on the command line (`sh -c '…'`) runs in the end; other commands as they are. */
export function unwrapShell(words: readonly string[]): readonly string[] | undefined {
  const [program = '', flag = '', script] = words;
  if (!/(^|\/)(sh|ash|bash|dash)$/.test(program)) return words;
  if (!/^-[a-z]*c$/.test(flag) || script === undefined) return undefined;
  const inner = wordsOf(script);
  return inner?.[0] === 'exec' ? inner.slice(1) : inner;
}
