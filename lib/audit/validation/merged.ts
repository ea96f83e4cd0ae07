import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FoundContract } from './contract-file';

/** A file of nobody's that changes what runs. */
export interface MergedFile {
  readonly file: string;
  readonly why: string;
}

/** What Compose merges into the file beside it without being asked. */
const OVERRIDES: readonly string[] = ['compose', 'docker-compose'].flatMap((name) => [
  `${name}.override.yaml`,
  `${name}.override.yml`,
]);

/** Variables of Compose itself that choose its files. */
const CHOOSES = /^\s*(?:export\s+)?(COMPOSE_(?:FILE|ENV_FILES))\s*=/m;

/** Files beside a Compose file of the contract that Compose reads by itself, and that no check has seen. */
export function mergedFiles({ folder, contract }: FoundContract): readonly MergedFile[] {
  const files = Object.values(contract.projects).flatMap((project) => project.files);
  const written = new Set(files.map((file) => join(folder, file)));
  const projects = new Set(files.filter((file) => /(^|\/)compose\.yaml$/.test(file)).map((file) => dirname(file)));
  return [...projects].flatMap((project) => {
    const beside = (name: string): string => join(folder, project, name);
    const overrides = OVERRIDES.map(beside)
      .filter((file) => existsSync(file) && !written.has(file))
      .map((file) => ({ file, why: 'Compose merges it into compose.yaml' }));
    const env = beside('.env');
    const chosen = existsSync(env) ? CHOOSES.exec(readFileSync(env, 'utf8'))?.[1] : undefined;
    return [
      ...overrides,
      ...(chosen === undefined ? [] : [{ file: env, why: `${chosen} chooses what Compose reads` }]),
    ];
  });
}
