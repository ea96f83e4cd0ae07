import { label } from './found';
import { word } from './json';
import type { FoundComposeService } from './read-compose';

/** What a service of a Compose file becomes. */
export interface Neighbour {
  readonly kind: 'redis' | 'service' | 'worker' | 'job' | 'image' | 'database' | 'apart';
  /** Name in the program. */
  readonly id: string;
  /** Port of a service that others name, where it says none itself. */
  readonly called: number | undefined;
  /** Scheme and port of a database. */
  readonly known: { readonly scheme: string; readonly port: number } | undefined;
}

/** Ports below are for root. */
export const LEAST_PORT = 1024;

/** Servers that a program better calls than runs: which protocol they speak is known from their image. */
const DATABASES: readonly (readonly [RegExp, NonNullable<Neighbour['known']>])[] = [
  [/(^|\/)(postgres|postgis|pgvector|timescaledb)([:@]|$)/, { scheme: 'postgresql', port: 5432 }],
  [/(^|\/)(mysql|mariadb)([:@]|$)/, { scheme: 'mysql', port: 3306 }],
  [/(^|\/)mongo([:@]|$)/, { scheme: 'mongodb', port: 27017 }],
];

/** What each service becomes, by its name in the Compose file. */
export function kindsOf(services: readonly FoundComposeService[]): ReadonlyMap<string, Neighbour> {
  const found = services.map((service) => {
    const called = portNamed(service.name, services);
    const awaited = services.some(({ waits }) => waits[service.name] === 'end');
    const known = DATABASES.find(([image]) => image.test(service.image ?? ''))?.[1];
    return { service, called, known, kind: kindOf(service, called, awaited, known !== undefined) };
  });
  const servers = found.filter(({ kind }) => kind === 'redis').map(({ service }) => label(service.name, 'redis'));
  // ACL users of a server itself, and the servers.
  const taken = new Set([...servers, 'default', 'health']);
  const ids = new Set<string>();
  return new Map(
    found.map(({ service, kind, called, known }) => {
      const plain = label(service.name, kind === 'redis' ? 'redis' : 'app');
      let id = kind !== 'redis' && taken.has(plain) ? `${plain}-app` : plain;
      for (let count = 2; ids.has(id); count += 1) id = `${plain}-${count}`;
      ids.add(id);
      return [service.name, { kind, id, called, known }];
    }),
  );
}

function kindOf(
  { context, image = '', ports, entrypoint, command, env, raw }: FoundComposeService,
  called: number | undefined,
  awaited: boolean,
  database: boolean,
): Neighbour['kind'] {
  const listens = ports.length > 0 || called !== undefined || env['PORT'] !== undefined;
  const ends = awaited || (/^(no|false)$/.test(word(raw['restart']) ?? '') && !listens);
  if (context !== undefined) return ends ? 'job' : !listens && (entrypoint ?? command) ? 'worker' : 'service';
  if (/(^|\/)(redis|valkey)([:@]|$)/.test(image)) return 'redis';
  if (database) return 'database';
  const tag = /:([\w.-]+)(@sha256:[0-9a-f]{64})?$/.exec(image)?.[1];
  const high = ports.length > 0 && ports.every(({ number }) => number >= LEAST_PORT);
  return high && !ends && tag !== undefined && tag !== 'latest' ? 'image' : 'apart';
}

/** The port under which a variable of another service names this one. */
function portNamed(name: string, services: readonly FoundComposeService[]): number | undefined {
  const escaped = name.replace(/[^\w-]/g, '\\$&');
  const address = new RegExp(`(?:^|//|@)${escaped}:(\\d+)(?:[/?]|$)`);
  const values = services.filter((other) => other.name !== name).flatMap(({ env }) => Object.values(env));
  const port = values.map((value) => address.exec(value ?? '')?.[1]).find((found) => found !== undefined);
  return port === undefined ? undefined : Number(port);
}
