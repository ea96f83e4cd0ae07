import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../lib/audit/audit';
import { applyExceptions } from '../../lib/audit/exceptions';
import type { Finding } from '../../lib/audit/finding';
import type { Control } from '../../lib/controls/control';
import type { Contract, ExceptionContract } from '../../lib/model/contract';
import { cursor } from '../../lib/targets/cursor';
import { documentOf, parseFiles, type SourceDocument } from '../../lib/targets/documents';
import { emitFiles } from '../loops/emit';
import { contractOf, deployment } from '../targets/read/support';

const deploy = join(__dirname, '../../examples/01-node-redis/deploy');
const files = readdirSync(deploy, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: path.slice(deploy.length + 1), text: readFileSync(path, 'utf8') }));
const contract = JSON.parse(files.find(({ path }) => path === 'hardened.json')?.text ?? '') as Contract;

const documentIn = (documents: readonly SourceDocument[], file: string): SourceDocument => {
  const found = documents.find((document) => document.file === file);
  if (found === undefined) throw new Error(`${file} is not there`);
  return found;
};
const withoutPlaces = ({ at, ...finding }: Finding) => ({
  ...finding,
  at: at.map(({ file, pointer }) => ({ file, pointer })),
});

describe('the example', () => {
  test('has no finding but the excused one, in both targets', () => {
    const result = audit(parseFiles(files), contract);
    expect([result.findings, result.errors, result.unused]).toEqual([[], [], []]);
    expect([
      ...new Set(result.excused.map(({ finding, exception }) => `${finding.control} by ${exception.control}`)),
    ]).toEqual(['pinned-image by pinned-image']);
  });

  test('reads the same after it was written again, and while it is in memory', () => {
    const documents = parseFiles(files);
    const again = parseFiles(emitFiles(documents));
    expect(again.map(({ file, index, value }) => [file, index, value])).toEqual(
      documents.map(({ file, index, value }) => [file, index, value]),
    );
    const memory = documents.map(({ file, index, value }) => documentOf(file, index, value));
    for (const set of [documents, memory])
      cursor(documentIn(set, 'compose/shop/compose.yaml')).at('services', 'redis', 'user').set('0');
    const [text, objects] = [audit(documents, contract), audit(memory, contract)];
    expect(text.findings.length).toBeGreaterThan(0);
    expect(objects.findings.map(withoutPlaces)).toEqual(text.findings.map(withoutPlaces));
    expect(objects.findings[0]?.at[0]).not.toHaveProperty('line');
    const user = files
      .find(({ path }) => path.endsWith('compose.yaml'))
      ?.text.split('\n')
      .findIndex((line) => /^ {4}user:/.test(line));
    expect(text.findings[0]).toMatchObject({
      control: 'non-root-user',
      target: 'compose',
      workload: 'redis',
      at: [{ line: (user ?? -2) + 1, column: 5 }],
    });
  });

  test('nothing may vanish', () => {
    const bare = files.filter(({ path }) => path === 'hardened.json');
    const { errors } = audit(parseFiles(bare), contract);
    const about = errors.map(({ target, message }) => `${target}: ${message.replace(/ of the contract.*/, '')}`);
    expect([...new Set(about)]).toEqual(
      ['kubernetes', 'compose'].flatMap((target) => [
        `${target}: the Dockerfile 'docker/backend-1/Dockerfile' of 'backend-1' is missing`,
        `${target}: workload 'redis'`,
        `${target}: workload 'backend-1'`,
        `${target}: redis 'redis'`,
        target === 'kubernetes'
          ? "kubernetes: exposure 'shop.example.com' of 'backend-1'"
          : "compose: exposure of port 5010 of 'backend-1'",
      ]),
    );
  });

  test('a workload that nobody declared is judged as well', () => {
    const documents = [...parseFiles(files), documentOf('kubernetes/shop.k8s.yaml', 99, deployment('stranger'))];
    cursor(documentIn(documents, 'compose/shop/compose.yaml')).at('services', 'stranger').set({ image: 'x' });
    const { findings } = audit(documents, contract);
    for (const target of ['kubernetes', 'compose'])
      expect(
        findings
          .filter((finding) => finding.target === target && finding.workload === 'stranger')
          .map(({ control }) => control),
      ).toEqual(expect.arrayContaining(['non-root-user', 'read-only-root', 'memory-limit', 'pinned-image']));
  });
});

test('a file of several projects is told apart by namespace', () => {
  const two: Contract = {
    ...contractOf(),
    projects: { a: { ...projectIn('one'), files: ['all.yaml'] }, b: { ...projectIn('two'), files: ['all.yaml'] } },
  };
  const inSpace = (name: string, namespace: string) => ({ ...deployment(name), metadata: { name, namespace } });
  const documents = [inSpace('x', 'one'), inSpace('y', 'two'), inSpace('z', 'nobody')].map((value, index) =>
    documentOf('all.yaml', index, value),
  );
  const seen: Control<'workload'> = {
    id: 'seen',
    title: '',
    severity: 'low',
    why: '',
    subject: 'workload',
    clauses: {},
    in: {
      kubernetes: {
        check: (w) => [{ at: [w.at], got: '', want: '', fix: '' }],
        weaken: [{ name: '', do: () => undefined }],
      },
      compose: { notApplicable: '', compensatedBy: [] },
    },
    exception: 'never',
  };
  expect(audit(documents, two, [seen]).findings.map(({ project, workload }) => [project, workload])).toEqual([
    ['a', 'x'],
    ['a', 'z'],
    ['b', 'y'],
    ['b', 'z'],
  ]);
});

function projectIn(name: string) {
  const [project] = Object.values(contractOf({ namespace: { name, owned: true } }).projects);
  if (project === undefined) throw new Error('no project');
  return project;
}

describe('exceptions', () => {
  const finding = (control: string, workload?: string, target: Finding['target'] = 'compose'): Finding => ({
    control,
    severity: 'low',
    target,
    subject: '',
    project: 'p',
    ...(workload === undefined ? {} : { workload }),
    at: [],
    got: '',
    want: '',
    fix: '',
  });
  const exception = (control: string, more: Partial<ExceptionContract> = {}): ExceptionContract => ({
    control,
    reason: 'r',
    scope: 'p/w',
    workloads: ['w'],
    project: false,
    also: [],
    ...more,
  });
  const [own, root] = [exception('a'), exception('b', { also: ['level', 'a'] })];
  const whole = exception('a', { project: true, workloads: ['w', 'v'] });
  const run = (exceptions: readonly ExceptionContract[], ...findings: readonly Finding[]) => {
    const { findings: left, excused, unused } = applyExceptions(findings, contractOf({ exceptions }), []);
    return { left: left.length, by: excused.map((item) => item.exception), unused };
  };

  test.each<[string, readonly ExceptionContract[], readonly Finding[], ReturnType<typeof run>]>([
    ['of its own workload', [own], [finding('a', 'w')], { left: 0, by: [own], unused: [] }],
    ['not of another one', [own], [finding('a', 'v')], { left: 1, by: [], unused: [own] }],
    ['not of another control', [own], [finding('c', 'w')], { left: 1, by: [], unused: [own] }],
    ['not of the whole project', [own], [finding('a')], { left: 1, by: [], unused: [own] }],
    [
      'of everything, for a project',
      [whole],
      [finding('a', 'v'), finding('a')],
      { left: 0, by: [whole, whole], unused: [] },
    ],
    [
      'what follows reaches the namespace',
      [root],
      [finding('b', 'w'), finding('level')],
      { left: 0, by: [root, root], unused: [] },
    ],
    ['what follows alone is no use', [root], [finding('level')], { left: 0, by: [root], unused: [root] }],
    ['what follows stays with its workload', [root], [finding('a', 'v')], { left: 1, by: [], unused: [root] }],
    [
      'its own control comes first',
      [root, own],
      [finding('a', 'w'), finding('b', 'w')],
      { left: 0, by: [own, root], unused: [] },
    ],
    [
      'the narrowest comes first, so the wide one is of no use',
      [whole, own],
      [finding('a', 'w')],
      { left: 0, by: [own], unused: [whole] },
    ],
    ['one target is enough', [own], [finding('a', 'w', 'kubernetes')], { left: 0, by: [own], unused: [] }],
  ])('%s', (_, exceptions, findings, expected) => expect(run(exceptions, ...findings)).toEqual(expected));

  test('of another project do not count', () => {
    const other: Contract = {
      ...contractOf(),
      projects: { ...contractOf().projects, q: { ...projectIn('q'), exceptions: [own] } },
    };
    expect(applyExceptions([finding('a', 'w')], other, [])).toMatchObject({
      findings: [{}],
      excused: [],
      unused: [own],
    });
  });
});
