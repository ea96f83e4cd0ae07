import { posix } from 'node:path';
import { parse } from 'yaml';

/** A service of somebody's Compose file, as far as a starting program needs it. */
export interface FoundComposeService {
  readonly name: string;
  readonly image: string | undefined;
  /** Folder it is built from. */
  readonly context: string | undefined;
  /** Port in the container. */
  readonly port: number | undefined;
  readonly uses: readonly string[];
}

/** Reads the services of a Compose file; none where it is no Compose file. */
export function readCompose(text: string | undefined): readonly FoundComposeService[] {
  if (text === undefined) return [];
  return Object.entries(record(record(parsed(text))['services'])).map(([name, value]) => {
    const service = record(value);
    const build = service['build'];
    const context = build === undefined ? undefined : (word(build) ?? word(record(build)['context']) ?? '.');
    return {
      name,
      image: typeof service['image'] === 'string' ? service['image'] : undefined,
      context: context === undefined ? undefined : posix.normalize(context),
      port: portOf(service['ports']) ?? portOf(service['expose']),
      uses: [...names(service['depends_on']), ...names(service['links'])],
    };
  });
}

function parsed(text: string): unknown {
  try {
    return parse(text, { merge: true });
  } catch {
    return undefined;
  }
}

type Json = Readonly<Record<string, unknown>>;
const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** A text, or a number as one; nothing else has a text that means anything. */
const word = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const names = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map((name) => String(name).split(':')[0] ?? '') : Object.keys(record(value));

/** The first port inside of the container: `8080:3000`, `127.0.0.1:8080:3000/tcp`, 3000 and the long form. */
function portOf(ports: unknown): number | undefined {
  const [first] = Array.isArray(ports) ? (ports as readonly unknown[]) : [];
  const text = typeof first === 'object' ? record(first)['target'] : first;
  const found = /(\d+)(\/tcp)?$/.exec(word(text) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}
