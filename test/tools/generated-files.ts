import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differencesTable } from '../../lib/audit/differences';
import { admissionPage } from './admission-page';
import { apiPage } from './api-page';
import { controlPages } from './control-pages';
import { contractSchema } from './schema';
import { symptomPage } from './symptom-page';

/** A file that is made from data; `path` is relative to the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Every generated file as it should be now. Parts written by hand are kept where a page has such parts. */
export function generatedFiles(repository: string): readonly GeneratedFile[] {
  const read = (path: string): string | undefined =>
    existsSync(join(repository, path)) ? readFileSync(join(repository, path), 'utf8') : undefined;
  return [
    { path: 'docs/hardened.schema.json', text: contractSchema() },
    { path: 'README.md', text: replaceBetween(read('README.md') ?? '', 'differences', differencesTable()) },
    ...controlPages(read),
    admissionPage(),
    apiPage(repository),
    ...symptomPage(),
  ];
}

function replaceBetween(text: string, name: string, block: string): string {
  const [start, end] = [`<!-- ${name}:start -->\n`, `<!-- ${name}:end -->`];
  const [before, rest, ...more] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined || more.length > 0)
    throw new Error(`README.md: got no single block '${name}'; fix: put ${start.trim()} and ${end} around it`);
  return `${before}${start}${block}${end}${after}`;
}
