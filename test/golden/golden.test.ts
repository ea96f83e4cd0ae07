import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../programs/synthesize';

/*
 * The committed tree is what every way of synthesizing writes, byte for byte, wherever it is written. Broken on purpose
 * when this test was added: a clock in a header, a path of the working folder in the Compose file, a key order that
 * depended on `CDK8S_DISABLE_SORT`; each turned it red.
 */
const repository = join(__dirname, '../..');
const deploy = 'examples/01-node-redis/deploy';
const committed = filesBelow(join(repository, deploy)).filter(({ path }) => !path.includes('/secrets/'));

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'hardened-golden-'));
  for (const entry of readdirSync(repository))
    if (!['node_modules', '.git', 'build', 'examples'].includes(entry))
      cpSync(join(repository, entry), join(copy, entry), { recursive: true });
  const outside = (source: string) => !/\/(node_modules|deploy)$/.test(source);
  cpSync(join(repository, 'examples'), join(copy, 'examples'), { recursive: true, filter: outside });
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
});

afterEach(() => rmSync(copy, { recursive: true }));

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void => {
  const clean = Object.entries(process.env).filter(([name]) => !/^(HARDENED|CDK8S)_/.test(name));
  execFileSync(command, args, {
    cwd: copy,
    env: { ...Object.fromEntries(clean), CDK8S_CHECK_UPGRADE: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

test('npm run synth writes the committed tree', () => {
  run('npm', ['run', '--silent', 'synth']);
  expect(filesBelow(join(copy, deploy))).toEqual(committed);
}, 240_000);

test('npx cdk8s synth writes the committed tree', () => {
  run('npx', ['cdk8s', 'synth', '--check-upgrade=false']);
  expect(filesBelow(join(copy, deploy))).toEqual(committed);
}, 400_000);

test('written elsewhere, under another umask and locale, it has the same bytes', () => {
  const elsewhere = join(copy, 'elsewhere');
  const env = {
    HARDENED_OUTDIR: elsewhere,
    CDK8S_OUTDIR: join(elsewhere, 'kubernetes'),
    CDK8S_DISABLE_SORT: '1',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Tokyo',
  };
  run('sh', ['-c', 'umask 077 && npx tsx examples/01-node-redis/main.ts'], env);
  expect(filesBelow(elsewhere)).toEqual(committed);
  expect(readdirSync(join(copy, 'examples/01-node-redis'))).not.toContain('deploy');
}, 240_000);

test('cdk8s synth --stdout writes manifests only, to its own folder', () => {
  run('npx', ['cdk8s', 'synth', '--stdout', '--check-upgrade=false']);
  expect(readdirSync(join(copy, 'examples/01-node-redis'))).not.toContain('deploy');
}, 400_000);
