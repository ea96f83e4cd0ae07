import { posix } from 'node:path';
import { parse } from 'yaml';
import { list, record, word, type Json } from './json';
import { portsOf, wordsOf, type FoundPort } from './read-values';

/** A service of somebody's Compose file, as far as a starting program needs it. */
export interface FoundComposeService {
  readonly name: string;
  readonly image: string | undefined;
  /** Folder it is built from. */
  readonly context: string | undefined;
  /** Dockerfile it is built by, relative to the context. */
  readonly dockerfile: string;
  readonly ports: readonly FoundPort[];
  /** Words of `entrypoint` and `command`; `undefined` where both are the image's own. */
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  /** Variables; `undefined` for the value of one that comes from the shell. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Services it waits for, and whether for their end. */
  readonly waits: Readonly<Record<string, 'start' | 'end'>>;
  /** Everything it says, as written. */
  readonly raw: Json;
}

/** What a Compose file says. */
export interface FoundCompose {
  readonly services: readonly FoundComposeService[];
  /** Parts of the file that are about more than one service. */
  readonly others: readonly string[];
}

const READ = ['services', 'version', 'name', 'volumes', 'networks'];

/** Reads the services of a Compose file; none where it is no Compose file. */
export function readCompose(text: string | undefined): FoundCompose {
  const file = record(text === undefined ? undefined : parsed(text));
  const others = Object.keys(file).filter((key) => !READ.includes(key) && !key.startsWith('x-'));
  return {
    services: Object.entries(record(file['services'])).map(([name, raw]) => service(name, record(raw))),
    others,
  };
}

function service(name: string, raw: Json): FoundComposeService {
  const { build } = raw;
  const context = build === undefined ? undefined : (word(build) ?? word(record(build)['context']) ?? '.');
  return {
    name,
    image: typeof raw['image'] === 'string' ? raw['image'] : undefined,
    context: context === undefined ? undefined : posix.normalize(context).replace(/(.)\/$/, '$1'),
    dockerfile: word(record(build)['dockerfile']) ?? 'Dockerfile',
    ports: [...portsOf(raw['ports'], true), ...portsOf(raw['expose'], false)],
    entrypoint: wordsOf(raw['entrypoint']),
    command: wordsOf(raw['command']),
    env: variables(raw['environment']),
    waits: { ...waits(raw['links']), ...waits(raw['depends_on']) },
    raw,
  };
}

function parsed(text: string): unknown {
  try {
    return parse(text, { merge: true });
  } catch {
    return undefined;
  }
}

/** Both forms of `environment`; `$$` is how Compose writes one dollar. */
function variables(value: unknown): FoundComposeService['env'] {
  const pairs = Array.isArray(value)
    ? list(value).map((line): readonly [string, string | undefined] => {
        const [, name = '', text] = /^([^=]*)(?:=([^]*))?$/.exec(word(line) ?? '') ?? [];
        return [name, text];
      })
    : Object.entries(record(value)).map(([name, text]) => [name, word(text)] as const);
  const known = pairs.map(([name, text]) => {
    const outside = text === undefined || /\$/.test(text.replaceAll('$$', ''));
    return [name, outside ? undefined : text.replaceAll('$$', '$')] as const;
  });
  return Object.fromEntries(known);
}

function waits(value: unknown): FoundComposeService['waits'] {
  if (Array.isArray(value))
    return Object.fromEntries(list(value).map((name) => [String(name).split(':')[0] ?? '', 'start' as const]));
  return Object.fromEntries(
    Object.entries(record(value)).map(([name, how]) => [
      name,
      record(how)['condition'] === 'service_completed_successfully' ? ('end' as const) : ('start' as const),
    ]),
  );
}
