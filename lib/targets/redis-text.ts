/** A directive of a Redis configuration: its name in lower case, and its arguments, unquoted, with one space between. */
export type Directive = readonly [name: string, value: string];

/** The directives of a configuration text, in order, and the lines (from 0) that Redis would refuse. */
export interface RedisText {
  readonly directives: readonly Directive[];
  readonly refused: readonly number[];
}

/** Reads a configuration by the quoting rules of Redis itself, which are not those of a shell. */
export function readRedisText(text: string): RedisText {
  const directives: Directive[] = [];
  const refused: number[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
    if (line === '' || line.startsWith('#')) return;
    const [name, ...rest] = splitArguments(line) ?? [];
    if (name === undefined) refused.push(index);
    else directives.push([name.toLowerCase(), rest.join(' ')]);
  });
  return { directives, refused };
}

/** What a command line starts, if it starts a Redis server. */
export interface RedisCommand {
  /** Path of the configuration file, where one is named. */
  readonly configuration: string | undefined;
  /** Options after it, which override its directives. */
  readonly overrides: readonly Directive[];
}

/** Reads the words of a command; `undefined` where it is not a Redis server that they start. */
export function readRedisCommand(words: readonly string[]): RedisCommand | undefined {
  // The official image's script passes everything on, and starts the server itself for `--option` and `*.conf`.
  const own = /(^|\/)docker-entrypoint\.sh$/.test(words[0] ?? '') ? words.slice(1) : words;
  const [program = '', ...rest] = own;
  const server = /(^|\/)redis-server$/.test(program);
  if (!server && !(own !== words && (program.startsWith('-') || program.endsWith('.conf')))) return undefined;
  const args = server ? rest : own;
  const named = args[0] !== undefined && !args[0].startsWith('-');
  return { configuration: named ? args[0] : undefined, overrides: overridesOf(args.slice(named ? 1 : 0)) };
}

function overridesOf(args: readonly string[]): readonly Directive[] {
  const found: { name: string; values: string[] }[] = [];
  for (const arg of args) {
    // `-` reads more directives from standard input; it is an option of its own.
    if (arg.startsWith('--') || arg === '-') found.push({ name: arg.replace(/^--/, '').toLowerCase(), values: [] });
    else if (found.length === 0) found.push({ name: arg.toLowerCase(), values: [] });
    else found.at(-1)?.values.push(arg);
  }
  return found.map(({ name, values }) => {
    // `--port 6379` may also arrive as one word, `--port=…` never does, and one word may hold spaces.
    const [head = '', ...tail] = splitArguments(name) ?? [name];
    return [head, [...tail, ...values].join(' ')];
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/** `sdssplitargs` of Redis: `undefined` for an unfinished quote, or for text right after a closing one. */
function splitArguments(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = line;
  for (;;) {
    rest = rest.replace(/^\s+/, '');
    if (rest === '') return words;
    const match = /^((?:[^\s"'])*)(?:("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')(?=\s|$)|(?=\s|$))/.exec(rest);
    if (match === null) return undefined;
    words.push((match[1] ?? '') + unquote(match[2] ?? ''));
    rest = rest.slice(match[0].length);
  }
}

function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (quoted.startsWith("'")) return inner.replace(/\\'/g, "'");
  return inner.replace(/\\(x[0-9a-fA-F]{2}|[\s\S])/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
  );
}
