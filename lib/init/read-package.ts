/** What a package.json says about how a program starts. */
export interface FoundPackage {
  readonly name: string | undefined;
  readonly main: string | undefined;
  /** Whether it depends on a client of Redis. */
  readonly redis: boolean;
  readonly engines: string | undefined;
}

/** Reads a package.json; `undefined` where it is none. */
export function readPackage(text: string | undefined): FoundPackage | undefined {
  const json = parsed(text);
  if (json === undefined) return undefined;
  const start = textIn(recordIn(json, 'scripts'), 'start');
  // The first file that `node` is given, behind its options.
  const started = /\bnode\s+(?:-\S+\s+)*(\S+\.[cm]?js)\b/.exec(start ?? '')?.[1];
  const dependencies = recordIn(json, 'dependencies');
  return {
    name: textIn(json, 'name'),
    main: (started ?? textIn(json, 'main'))?.replace(/^\.\//, ''),
    redis: ['redis', 'ioredis', '@redis/client', 'bullmq', 'connect-redis'].some((name) => name in dependencies),
    engines: textIn(recordIn(json, 'engines'), 'node'),
  };
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const recordIn = (json: Json, key: string): Json => (isRecord(json[key]) ? json[key] : {});
const textIn = (json: Json, key: string): string | undefined => (typeof json[key] === 'string' ? json[key] : undefined);
