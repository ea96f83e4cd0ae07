import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files';

/** Writes every generated file; CI runs it and fails on a difference. */
const repository = join(__dirname, '../..');
for (const { path, text } of generatedFiles(repository)) {
  const file = join(repository, path);
  const before = readFileSync(file, { encoding: 'utf8', flag: 'a+' });
  if (before !== text) writeFileSync(file, text);
  process.stdout.write(`${before === text ? 'kept' : 'written'} ${path}\n`);
}
