import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../tools/generated-files';

const repository = join(__dirname, '../..');

test.each(generatedFiles(repository).map(({ path, text }) => [path, text]))(
  '%s is as `npm run generate` makes it',
  (path, text) => {
    expect(readFileSync(join(repository, path), 'utf8')).toBe(text);
  },
);
