/*
 * Messages are pasted into tickets and kept in logs of a build: what may be a secret is not part of any. This only decides
 * what is shown; what is refused, and what is a finding, is decided elsewhere.
 */

/** Words that say that what follows is a secret, at the end of a name. */
const WORD =
  '(?:password|passwd|passphrase|pass|pwd|pw|secret|token|credentials?|auth|authorization|requirepass|masterauth|(?:api|access|private|encryption|signing|secret)[-_]?key)s?';

/** Between two words: on a command line, or in a list of words as JSON. */
const GAP = `(?:\\s+\\\\*["']?|\\\\*["']\\s*,\\s*\\\\*["'])`;

const HIDDEN = '…';

const PARTS: readonly (readonly [part: RegExp, shown: string])[] = [
  // A private key, or any other such block: everything from its beginning.
  [/-----BEGIN[^]*/, `-----BEGIN ${HIDDEN}`],
  // Of a text of several lines, in JSON, the first.
  [/\\n(?!…)(?:[^"\\]|\\.)+/g, `\\n${HIDDEN}`],
  // What stands before the host of an address. A digest stands behind an `@` too.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi, `$1${HIDDEN}@`],
  [/[^\s/"'@:=,]*:[^\s/"'@]+@(?!sha\d+:)/g, `${HIDDEN}@`],
  // Parameters of an address.
  [/\?[^\s"'?=]+=[^\s"']*/g, `?${HIDDEN}`],
  // Addresses whose path is the secret.
  [
    /\b(hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|[a-z0-9.-]*webhook[a-z0-9.-]*\.[a-z]+)\/[^\s"']*/gi,
    `$1/${HIDDEN}`,
  ],
  [/\b(api\.telegram\.org)\/[^\s"']*/gi, `$1/${HIDDEN}`],
  // Headers.
  [new RegExp(`((?:-H|--header)(?:=\\\\*["']?|${GAP})[\\w-]+:\\s*)[^"']+`, 'g'), `$1${HIDDEN}`],
  [/\b(Bearer|Basic)\s+[^\s"'\\]+/gi, `$1 ${HIDDEN}`],
  // Options of programs.
  [new RegExp(`(--?(?:[a-z0-9]+[-_.])*${WORD}${GAP})[^\\s"'\\\\]+`, 'gi'), `$1${HIDDEN}`],
  [new RegExp(`(\\s-a|["']-a|\\s-u|["']-u)(${GAP})[^\\s"'\\\\]+`, 'g'), `$1$2${HIDDEN}`],
  [/((?:requirepass|masterauth)\s+)[^\s"'\\]+/gi, `$1${HIDDEN}`],
  // A password of a user of Redis.
  [/(^|[\s"'])>(?![=\s])[^\s"'\\]+/g, `$1>${HIDDEN}`],
  // A variable in place of its name; NAME=value, "name": "value" and a line `name: value`.
  [/^([A-Z][A-Z0-9_]*=)[^]+$/, `$1${HIDDEN}`],
  [new RegExp(`((?:\\b|[-_A-Za-z0-9])${WORD}=["']?)[^\\s"'\\\\;&]+`, 'gi'), `$1${HIDDEN}`],
  [new RegExp(`(${WORD}\\\\?["']\\s*:\\s*)(?:\\\\?"[^"]*"|\\d+)`, 'gi'), `$1"${HIDDEN}"`],
  [new RegExp(`(${WORD}:\\s*)[^\\s"'\\\\]+(?=\\s*(?:$|["'\\\\]))`, 'gi'), `$1${HIDDEN}`],
  [new RegExp(`(${WORD}:\\s*)(?=[^\\s"'\\\\]*\\d)[^\\s"'\\\\]{6,}`, 'gi'), `$1${HIDDEN}`],
  // Shapes that issuers publish.
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, HIDDEN],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|[rs]k_(?:live|test)_|npm_|AIza)[A-Za-z0-9_-]{10,}/g, HIDDEN],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g, HIDDEN],
];

/** A text without what may be a secret in it, on one line: of several, the first. */
export function redact(text: string): string {
  const end = text.indexOf('\n');
  const line = end < 0 || end === text.length - 1 ? text : `${text.slice(0, end)}\n${HIDDEN}`;
  const known = PARTS.reduce((shown, [part, by]) => shown.replace(part, by), line);
  return known.replace(/(?<![\w/.+-])[\w+-][\w+/-]{23,}={0,2}/g, (word) => (isRandom(word) ? HIDDEN : word));
}

/** Random letters of both cases with digits; digests and hashes are of one case, names have few digits. */
const isRandom = (word: string): boolean =>
  /[a-z]/.test(word) && /[A-Z]/.test(word) && (word.match(/[0-9]/g) ?? []).length >= 3 && !/^sha\d+-/.test(word);
