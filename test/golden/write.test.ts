import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing, YamlOutputType } from 'cdk8s';
import { Exceptions, HardenedApp, HardenedChart, Image, NodeService, Redis } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { filesBelow } from '../programs/synthesize';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'hardened-write-'))));
afterEach(() => rmSync(root, { recursive: true }));

const program = (app: App, names: readonly string[]): void => {
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop', root });
  new Redis(chart, 'redis');
  for (const name of names)
    new NodeService(chart, name, { image: Image.of(NODE_IMAGE), port: 3000, files: { 'a.json': { text: '{}\n' } } });
};

test('stale files of ours go, others stay', () => {
  const first = new HardenedApp({ root });
  program(first, ['old', 'new']);
  first.synth();
  const stale = join(root, 'deploy/compose/shop/config/old/a.json');
  expect(existsSync(stale)).toBe(true);
  const foreign = ['compose/shop/compose.override.yaml', 'docker/NOTES.md', 'README.md'].map((file) =>
    join(root, 'deploy', file),
  );
  mkdirSync(join(root, 'deploy/docker'), { recursive: true });
  for (const file of foreign) writeFileSync(file, 'mine\n');
  const second = new HardenedApp({ root });
  program(second, ['new']);
  second.synth();
  expect(existsSync(stale)).toBe(false);
  expect(existsSync(join(root, 'deploy/compose/shop/config/old'))).toBe(false);
  expect(foreign.map((file) => readFileSync(file, 'utf8'))).toEqual(['mine\n', 'mine\n', 'mine\n']);
});

test('a contract that lists files outside removes nothing', () => {
  const victim = join(root, 'victim.txt');
  writeFileSync(victim, 'mine\n');
  mkdirSync(join(root, 'deploy'));
  const files = ['../victim.txt', 'compose/../../victim.txt', 'compose/shop/../../../victim.txt', victim];
  writeFileSync(join(root, 'deploy/hardened.json'), JSON.stringify({ projects: { shop: { files } } }));
  const app = new HardenedApp({ root });
  program(app, []);
  app.synth();
  expect(readFileSync(victim, 'utf8')).toBe('mine\n');
});

test('files are 0644 in folders of 0755 whatever the umask, and no temporary file is left', () => {
  const before = process.umask(0o077);
  try {
    const app = new HardenedApp({ root });
    program(app, ['web']);
    app.synth();
  } finally {
    process.umask(before);
  }
  const files = filesBelow(join(root, 'deploy')).map(({ path }) => path);
  expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
  const mode = (file: string) => statSync(join(root, 'deploy', file)).mode & 0o777;
  expect([...new Set(files.map(mode))]).toEqual([0o644]);
  expect(['compose', 'compose/shop', 'compose/shop/config/web', 'kubernetes'].map(mode)).toEqual([
    0o755, 0o755, 0o755, 0o755,
  ]);
});

test('when anything is refused nothing is written', () => {
  const app = new HardenedApp({ root });
  program(app, ['web', 'Not a label']);
  expect(() => app.synth()).toThrow("[shop/Not a label] id: got 'Not a label'");
  expect(filesBelow(join(root, 'deploy'))).toEqual([]);
});

test('FILE_PER_RESOURCE is refused', () => {
  const app = new HardenedApp({ root, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  program(app, []);
  expect(() => app.synth()).toThrow('yamlOutputType: got FILE_PER_RESOURCE; allowed: FILE_PER_CHART, FILE_PER_APP');
});

test.each([
  [YamlOutputType.FILE_PER_APP, ['kubernetes/app.k8s.yaml']],
  [YamlOutputType.FILE_PER_CHART, ['kubernetes/shop.k8s.yaml']],
  [
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
    ['kubernetes/shop/ConfigMap.redis-config.k8s.yaml', 'kubernetes/shop/Namespace.shop.k8s.yaml'],
  ],
])('output type %s: the contract lists what was written, each file with its header', (yamlOutputType, some) => {
  const app = new HardenedApp({ root, yamlOutputType });
  program(app, []);
  app.synth();
  const files = filesBelow(join(root, 'deploy')).filter(({ path }) => path !== 'hardened.json');
  const contract = JSON.parse(readFileSync(join(root, 'deploy/hardened.json'), 'utf8')) as {
    projects: { shop: { files: string[] } };
  };
  expect(contract.projects.shop.files).toEqual(files.map(({ path }) => path));
  expect(contract.projects.shop.files).toEqual(expect.arrayContaining(some));
  for (const { path, text } of files)
    expect(`${path}: ${text.split('\n')[0]}`).toContain('# Made by cdk8s-hardened from construct');
});

test('a plain App writes the same as HardenedApp', () => {
  const hardened = new HardenedApp({ root });
  program(hardened, ['web']);
  hardened.synth();
  const expected = filesBelow(join(root, 'deploy'));
  rmSync(join(root, 'deploy'), { recursive: true });
  const plain = new App({ outdir: join(root, 'deploy/kubernetes') });
  program(plain, ['web']);
  plain.synth();
  expect(filesBelow(join(root, 'deploy'))).toEqual(expected);
});

test('Testing.app writes nothing into the program folder', () => {
  const app = Testing.app();
  program(app, ['web']);
  app.synth();
  expect(existsSync(join(root, 'deploy'))).toBe(false);
});

test('a folder that cannot be written is an error and leaves no temporary file', () => {
  mkdirSync(join(root, 'deploy/compose/shop/compose.yaml'), { recursive: true });
  chmodSync(join(root, 'deploy'), 0o755);
  const app = new HardenedApp({ root });
  program(app, []);
  expect(() => app.synth()).toThrow();
  expect(filesBelow(join(root, 'deploy')).filter(({ path }) => path.endsWith('.tmp'))).toEqual([]);
});

test('the .gitignore of a chart that is gone stays while there are secrets beside it', () => {
  const first = new HardenedApp({ root });
  program(first, []);
  first.synth();
  const folder = join(root, 'deploy/compose/shop');
  mkdirSync(join(folder, 'secrets'));
  const second = new HardenedApp({ root });
  new HardenedChart(second, 'renamed', { namespace: 'renamed' });
  second.synth();
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toContain('/secrets/');
  expect(existsSync(join(folder, 'compose.yaml'))).toBe(false);
});

test.each([
  ['per-edge', true],
  ['per-callee', false],
] as const)('%s networks of 26 callers: warned of address pools: %s', (networks, warned) => {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const app = new HardenedApp({ root });
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', networks });
    if (networks === 'per-callee')
      Exceptions.of(chart).allow('declared-edges-only', { reason: 'address pools are small' });
    const redis = new Redis(chart, 'redis');
    for (let index = 0; index < 26; index++)
      new NodeService(chart, `web-${index}`, { image: Image.of(NODE_IMAGE), port: 3000 }).connectTo(redis, {
        keys: [`web-${index}:*`],
        access: 'read-only',
      });
    app.synth();
    expect(told.mock.calls.some(([text]) => String(text).includes('address'))).toBe(warned);
  } finally {
    told.mockRestore();
  }
});
