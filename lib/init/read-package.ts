import { record, type Json } from './json';

/** What a package.json says about how a program starts. */
export interface FoundPackage {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly main: string | undefined;
  readonly scripts: Readonly<Record<string, unknown>>;
  /** Whether its files are ES modules. */
  readonly module: boolean;
  /** Whether it depends on a client of Redis. */
  readonly redis: boolean;
}

/** Reads a package.json; `undefined` where it is none. */
export function readPackage(text: string | undefined): FoundPackage | undefined {
  const json = parsed(text);
  if (json === undefined) return undefined;
  const start = textIn(record(json['scripts']), 'start');
  // The first file that `node` is given, behind its options.
  const started = /\bnode\s+(?:-\S+\s+)*(\S+\.[cm]?js)\b/.exec(start ?? '')?.[1];
  const dependencies = record(json['dependencies']);
  return {
    name: textIn(json, 'name'),
    version: textIn(json, 'version'),
    main: (started ?? textIn(json, 'main'))?.replace(/^\.\//, ''),
    scripts: record(json['scripts']),
    module: json['type'] === 'module',
    redis: ['redis', 'ioredis', '@redis/client', 'bullmq', 'connect-redis'].some((name) => name in dependencies),
  };
}

function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Json) : undefined;
  } catch {
    return undefined;
  }
}

const textIn = (json: Json, key: string): string | undefined => (typeof json[key] === 'string' ? json[key] : undefined);
