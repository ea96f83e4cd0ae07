import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './data';

/** The output of one example: its deploy folder, relative to the repository, and the files in it. */
export interface Emitted {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Every `examples/<name>/deploy`, without the values that `secrets init` may have left beside them. */
export function emitted(): readonly Emitted[] {
  const examples = readdirSync(join(root, 'examples')).sort();
  const folders = examples.map((name) => `examples/${name}/deploy`).filter((folder) => existsSync(join(root, folder)));
  return folders.map((folder) => ({ folder, files: walk(join(root, folder), '') }));
}

function walk(base: string, folder: string): string[] {
  const entries = readdirSync(join(base, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (/^compose\/[^/]+\/secrets$/.test(path)) return [];
    return entry.isDirectory() ? walk(base, path) : [path];
  });
}

/** Files that nobody has published a schema for, and who reads them instead. */
const readElsewhere: readonly (readonly [RegExp, string])[] = [
  [/^compose\/[^/]+\/\.gitignore$/, 'git reads it'],
  [/^compose\/[^/]+\/config\/[^/]+\/redis\.conf$/, 'Redis reads it in the engine tests'],
  [/^compose\/[^/]+\/config\/nginx\/nginx\.conf$/, 'nginx reads it when example 03 is brought up'],
  [/^docker\/[^/]+\/Dockerfile\.dockerignore$/, 'the builder reads it in the engine tests'],
];

/** Why no judge here wants a file, or undefined where nobody thought of it. */
export function whyUnjudged(file: string): string | undefined {
  return readElsewhere.find(([pattern]) => pattern.test(file))?.[1];
}
