/**
 * True for names of variables that speak of a secret: the word PASSWORD, SECRET, TOKEN or CREDENTIAL, unless the last
 * word says that the value is only about one, such as the path of its file or its shortest length; and names that end in
 * a shorter word for one. `dbPassword` is read as `db_Password`; `PWD` alone is the folder of a shell.
 */
export function secretWord(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return (speaks.test(words) && !about.test(words)) || ends.test(words);
}

const speaks = /(?:^|_)(?:PASSWORD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL)S?(?:_|$)/i;
const about =
  /_(?:FILE|URL|PATH|TTL|ID|NAME|HEADER|FIELD|LENGTH|TIMEOUT|LIFETIME|EXPIRY|ALGORITHM|ISSUER|AUDIENCE|ENDPOINT)$/i;
const ends = /(?:(?:^|_)(?:PASS|PASSWD|APIKEY|(?:API|ACCESS|PRIVATE|ENCRYPTION|SIGNING)_KEY)S?|_PWD|_PW)$/i;

/** What a text looks like that holds a credential, for instance `a private key`; `undefined` for any other text. */
export const credentialIn = (text: string): string | undefined =>
  text.length < 8
    ? undefined
    : (shapes.find(([, shape]) => shape.test(text))?.[0] ?? (looksRandom(text) ? 'a long random text' : undefined));

/** Published shapes of credentials. Placeholders such as `${NAME}` and `$(NAME)` are none. */
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  ['a URL with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:(?!\$[{(])[^\s/@]+@/i],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a token of Slack', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a key of Stripe', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/],
  ['a password of Redis', /^\s*(?:requirepass|masterauth)\s+(?!\$)\S/im],
  [
    'a password on a command line',
    // An option whose last word is one for a secret, and a value that is neither the next option, nor a path, nor a variable.
    /(?:^|\s)--?(?:[a-z0-9]+[-_.])*(?:requirepass|masterauth|password|passwd|pass|pwd|secret|token|(?:api|access|private|encryption|signing|secret)[-_]?key)(?:=|\s+)["']?[^-$\/\s"']/i,
  ],
];

/**
 * True for text of random letters of both cases and digits. Digests and hashes are of one case, names and paths are not
 * random; integrity hashes name their algorithm first.
 */
function looksRandom(text: string): boolean {
  if (!/^[A-Za-z0-9+/_-]{32,}={0,2}$/.test(text) || /^[/.]/.test(text) || /^sha\d+-/.test(text)) return false;
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && (text.match(/[0-9]/g) ?? []).length >= 3;
  return mixed && entropy(text) > 4;
}

/** Bits of information for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
