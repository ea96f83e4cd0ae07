import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controls } from '../../lib/controls';
import { targets } from '../../lib/controls/subject';
import { controlPages, pageOf } from '../tools/control-pages';

/*
 * A control is a file, a line of the index and a page of the same name. Seen red when it was added: a control left out
 * of the index, a page of a control that is gone, a page that was not generated again, two mutations of one name.
 */
const repository = join(__dirname, '../..');
const read = (path: string): string | undefined =>
  existsSync(join(repository, path)) ? readFileSync(join(repository, path), 'utf8') : undefined;
const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(repository, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

const ids = controls.map(({ id }) => id).sort();
/** Files beside the controls. */
const frame = ['at', 'control', 'index', 'subject'];

test('file, index and page agree', () => {
  expect(filesIn('lib/controls', '.ts').filter((file) => !frame.includes(file))).toEqual(ids);
  expect(filesIn('docs/controls', '.md')).toEqual(ids);
});

test('a file exports the control of its name and nothing else', () => {
  for (const id of ids) {
    const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect([...(read(`lib/controls/${id}.ts`) ?? '').matchAll(/^export .*$/gm)].map(String)).toEqual([
      `export const ${name} = {`,
    ]);
  }
});

test('pages are what npm run generate makes of the controls', () => {
  for (const { path, text } of controlPages(read)) expect([path, read(path)]).toEqual([path, text]);
});

test.each(controls.map((control) => [control.id, control] as const))('%s reads like the others', (id, control) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(control.title).toMatch(/^(?:[a-z]|Redis).*[^.]$/);
  expect(control.why).toMatch(/^[A-Z].*\.$/);
  expect(read(pageOf(id))).toMatch(/^```text\n[A-Z]/m);
  for (const target of targets) {
    const witness = control.in[target];
    const names = 'weaken' in witness ? witness.weaken.map(({ name }) => name) : [];
    expect(new Set(names).size).toBe(names.length);
    if ('weaken' in witness) expect(names.length).toBeGreaterThanOrEqual(3);
    else expect(witness.notApplicable).toMatch(/[^.]$/);
  }
});
