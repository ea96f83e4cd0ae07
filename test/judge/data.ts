import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** The folder of published schemas that this repository does not carry: `$HARDENED_DATA`, else beside the repository. */
export const dataFolder = resolve(root, process.env['HARDENED_DATA'] ?? '../shared/data');

export const dataRequired = process.env['REQUIRE_DATA'] === '1';
export const engineRequired = process.env['REQUIRE_ENGINE'] === '1';

/** A JSON file of the data folder, or why it is not there. */
export function dataFile(path: string): Record<string, unknown> | string {
  const file = join(dataFolder, path);
  if (!existsSync(file)) return `no ${path} in the data folder (set HARDENED_DATA)`;
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
