import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract, ProjectContract, SecretContract } from '../../lib/model/contract';
import { initSecrets } from '../../lib/secrets/init';
import type { InitOptions } from '../../lib/secrets/init';
import type { Line } from '../../lib/secrets/report';

/** The day all tests start from. */
export const NOW = new Date('2026-03-01T12:00:00.000Z');

const DAY = 24 * 60 * 60 * 1000;

/** So many days after the start. */
export function after(days: number): Date {
  return new Date(NOW.getTime() + days * DAY);
}

/** A project with one Redis and a caller for each name. */
export function project(callers: readonly string[], more: Partial<ProjectContract> = {}): ProjectContract {
  const readers = (workload: string): SecretContract['readers'] => [
    { workload, path: '/secrets/x', kubernetes: { secret: 's', key: 'k' } },
  ];
  return {
    namespace: { name: 'shop', owned: true },
    networks: 'per-edge',
    workloads: [],
    edges: [],
    exposures: [],
    servers: [{ workload: 'redis', dnsNames: ['redis', 'redis.shop.svc', 'localhost'] }],
    redis: [
      {
        workload: 'redis',
        port: 6379,
        users: [
          { name: 'default', rules: 'off resetchannels -@all' },
          { name: 'health', rules: 'on resetchannels -@all +ping', password: 'redis-health' },
          ...callers.map((name) => ({
            name,
            rules: `on resetchannels ~${name}:* -@all +@read`,
            password: `${name}-auth`,
          })),
        ],
        aclDigest: '0000000000000000',
      },
    ],
    secrets: [
      {
        name: 'ca.crt',
        kind: 'authority',
        file: 'ca.crt',
        readers: [...readers('redis'), ...callers.flatMap(readers)],
      },
      { name: 'redis.crt', kind: 'certificate', file: 'redis.crt', server: 'redis', readers: readers('redis') },
      { name: 'redis.key', kind: 'private-key', file: 'redis.key', server: 'redis', readers: readers('redis') },
      { name: 'redis.acl', kind: 'acl', file: 'redis.acl', server: 'redis', readers: readers('redis') },
      { name: 'redis-health', kind: 'password', file: 'redis-health', readers: readers('redis') },
      ...callers.map((name): SecretContract => ({
        name: `${name}-auth`,
        kind: 'password',
        file: `${name}-auth`,
        readers: readers(name),
      })),
    ],
    exceptions: [],
    files: [],
    ...more,
  };
}

/** A deploy folder of its own, as synth would leave it, and everything one asks about it. */
export interface Deploy {
  readonly root: string;
  readonly folder: string;
  /** Writes the contract, good or not. */
  write(projects: unknown): void;
  run(options?: Partial<InitOptions>): Promise<readonly Line[]>;
  read(file: string): string;
  /** Bytes, inode, time and mode of every file, by name. */
  state(): Readonly<Record<string, string>>;
  remove(): void;
}

/** Makes a deploy folder with the project `shop`. */
export function deployFolder(shop: ProjectContract = project(['backend-1'])): Deploy {
  const root = mkdtempSync(join(tmpdir(), 'secrets-'));
  const compose = join(root, 'compose', 'shop');
  const folder = join(compose, 'secrets');
  const seen = new Set<string>();
  mkdirSync(compose, { recursive: true });
  writeFileSync(join(compose, '.gitignore'), '/secrets/\n');
  const deploy: Deploy = {
    root,
    folder,
    write: (projects) => {
      const contract = { $schema: 'https://example.com/schema.json', version: 1, projects } as Contract;
      writeFileSync(join(root, 'hardened.json'), JSON.stringify(contract));
    },
    run: async (options = {}) => {
      for (const value of valuesIn(folder)) seen.add(value);
      const lines = await initSecrets({ deploy: root, now: NOW, random: fixedRandom(), user: undefined, ...options });
      for (const value of valuesIn(folder)) seen.add(value);
      // Every run of every test: no value, old or new, is told.
      const told = lines.map((line) => line.text).join('\n');
      for (const value of seen) if (told.includes(value)) throw new Error('a value was told');
      return lines;
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    state: () => stateOf(folder),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  deploy.write({ shop });
  return deploy;
}

/** The names whose state differs. */
export function changed(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>) {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}

/** Lines of these kinds, as text. */
export function told(lines: readonly Line[], ...kinds: readonly Line['kind'][]): readonly string[] {
  return lines.filter((line) => kinds.includes(line.kind)).map((line) => line.text);
}

/** Every line of every file that is long enough to be a value, and the hashes in the ACL files. */
export function valuesIn(folder: string): readonly string[] {
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  const files = names
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return files.flatMap((path) => readFileSync(path, 'utf8').match(/[\w+/=-]{20,}/g) ?? []);
}

/** Bytes that are the same in every run. */
export function fixedRandom(seed = 'test'): (size: number) => Buffer {
  let count = 0;
  return (size) => createHash('sha512').update(`${seed} ${count++}`).digest().subarray(0, size);
}

/** Sets every time to a fixed past, so that a later touch shows. */
function stateOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    const { ino, mtimeNs, mode } = statSync(path, { bigint: true });
    return [name, `${ino} ${mtimeNs} ${(Number(mode) & 0o7777).toString(8)} ${readFileSync(path, 'latin1')}`] as const;
  });
  return Object.fromEntries(entries);
}

/** Overwrites a file whatever its mode, in place. */
export function put(path: string, content: string, mode = 0o444): void {
  if (statSync(path, { throwIfNoEntry: false })) chmodSync(path, 0o600);
  writeFileSync(path, content);
  chmodSync(path, mode);
}
