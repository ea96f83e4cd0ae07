import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { differencesTable } from '../../lib/audit/differences';
import { controls } from '../../lib/controls';
import type { Contract } from '../../lib/model/contract';
import type { KubernetesSecret } from '../../lib/secrets/kubernetes';
import { filledDeploy } from '../secrets/kubernetes-support';
import { between, brokenLinks, codes, pages, read, repository, rows, section } from './markdown';

/*
 * What README and CONTRIBUTING say is what the repository holds. Seen red: another word in the program, another item
 * in a quoted list, `read_only: false` in the output, a link and an anchor that lead nowhere, a command that
 * package.json lacks, a command for the Secrets without `--server-side`, a key of a Secret left out, another table of
 * differences, a control that is not in the list.
 */
const readme = read('README.md');
const example = 'examples/01-node-redis';
const deploy = `${example}/deploy`;

const lines = (path: string): readonly string[] =>
  read(path)
    .split('\n')
    .map((line) => line.trim());

/** Whether these lines follow each other in the file. */
const holds = (file: readonly string[], wanted: readonly string[]): boolean =>
  file.some((_, start) => wanted.every((line, offset) => file[start + offset] === line));

test('the program of README is the example, to the byte', () => {
  const block = /<!-- program -->\n```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  expect(block).toBe(read(`${example}/main.ts`));
});

test('every quoted line of output stands in the committed files, each group in a row', () => {
  const compose = readdirSync(join(repository, deploy, 'compose/shop'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(yaml|conf)$/.test(file))
    .map((file) => lines(`${deploy}/compose/shop/${file}`));
  const kubernetes = [lines(`${deploy}/kubernetes/shop.k8s.yaml`)];
  const quoted = rows(between(readme, 'outputs')).flatMap(([what = '', ...cells]) =>
    cells.flatMap((cell, index) =>
      cell
        .split('<br>')
        .map(codes)
        .filter((group) => group.length > 0)
        .map((group) => ({ what, target: index === 0 ? 'Kubernetes' : 'Compose', group })),
    ),
  );
  const missing = quoted.filter(
    ({ target, group }) => !(target === 'Kubernetes' ? kubernetes : compose).some((file) => holds(file, group)),
  );
  expect(missing).toEqual([]);
  expect(quoted.length).toBeGreaterThan(25);
});

test('the table of differences is what the controls say', () => {
  expect(between(readme, 'differences')).toBe(differencesTable().trim());
});

test('the Secrets that README makes are those that the contract of the example names', async () => {
  const block = /<!-- kubernetes-secrets -->\n```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const lines = block.trim().split('\n');
  expect(lines).toEqual([
    `kubectl apply --server-side -f ${deploy}/kubernetes`,
    `npx cdk8s-hardened secrets kubernetes --from ${deploy} | kubectl apply --server-side -f -`,
  ]);
  const contract = JSON.parse(read(`${deploy}/hardened.json`)) as Contract;
  const copy = await filledDeploy(contract);
  const { text } = copy.stream();
  copy.remove();
  const made = parseAllDocuments(text).flatMap((document) => {
    const { metadata, data } = document.toJS() as KubernetesSecret;
    return Object.keys(data).map((key) => `${metadata.name} ${key}`);
  });
  const wanted = (contract.projects['shop']?.secrets ?? []).flatMap(({ readers }) =>
    readers.map(({ kubernetes }) => `${kubernetes.secret} ${kubernetes.key}`),
  );
  expect([...made].sort()).toEqual([...new Set(wanted)].sort());
});

test('README starts with the two commands, and stays short', () => {
  const at = (text: string): number => readme.indexOf(text);
  expect(at('npm ci && npm run synth')).toBeGreaterThan(0);
  expect(at('npm ci && npm test')).toBeGreaterThan(at('npm ci && npm run synth'));
  expect(at('<!-- engine -->')).toBeGreaterThan(at('npm ci && npm test'));
  expect(readme.split('\n').length).toBeLessThan(260);
});

test('every command of CONTRIBUTING exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const commands = rows(section(read('CONTRIBUTING.md'), 'Commands')).flatMap(([command = '']) => codes(command));
  const missing = commands.filter((command) => {
    const script = /^npm (?:run )?(\S+)$/.exec(command)?.[1];
    if (script === undefined) return !readdirSync(join(repository, '.ci')).includes(command.replace('.ci/', ''));
    return script !== 'ci' && !(script in scripts);
  });
  expect(missing).toEqual([]);
  const named = commands.map((command) => command.replace(/^npm (run )?/, ''));
  const unnamed = Object.keys(scripts).filter((script) => !named.includes(script));
  expect(unnamed).toEqual(['build', 'prepare', 'build:kubernetes']);
});

test('every control file has its line in the list, and its page', () => {
  const files = readdirSync(join(repository, 'lib/controls')).filter(
    (file) => file.endsWith('.ts') && read(`lib/controls/${file}`).includes('as const satisfies Control<'),
  );
  const ids = controls.map(({ id }) => id).sort();
  expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual(ids);
  expect(pages()).toEqual(expect.arrayContaining(ids.map((id) => `docs/controls/${id}.md`)));
});

test.each(pages())('%s: every relative link leads somewhere', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});
