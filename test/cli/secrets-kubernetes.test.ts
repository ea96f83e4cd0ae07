import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { programs } from '../programs';
import { filledDeploy } from '../secrets/kubernetes-support';
import type { FilledDeploy } from '../secrets/kubernetes-support';
import { valuesIn } from '../secrets/support';

/*
 * Values go to standard output and nowhere else, and not to everything that standard output can be. Seen red: without the
 * question for a terminal, without the one for a file, with an `out.write` whose failure nobody hears, and with the text
 * told in an error.
 */
const REPO = join(__dirname, '..', '..');
const MAIN = join(REPO, 'lib', 'cli', 'main.ts');
const argv = (deploy: FilledDeploy) => ['--import', 'tsx', MAIN, 'secrets', 'kubernetes', '--from', deploy.root];
const options = { cwd: REPO, encoding: 'utf8' } as const;

const example = programs[0]?.contract;
let deploy: FilledDeploy;
beforeEach(async () => {
  if (example === undefined) throw new Error('no example');
  deploy = await filledDeploy(example);
});
afterEach(() => deploy.remove());

test('into a pipe: two Secrets on stdout, nothing on stderr; refused: nothing on stdout, no value on stderr', () => {
  const done = spawnSync(process.execPath, argv(deploy), options);
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toBe(deploy.stream().text);
  expect(done.stdout.match(/"kind": "Secret"/g)).toHaveLength(2);

  const acl = example?.projects['shop']?.secrets.find(({ kind }) => kind === 'acl')?.file ?? 'none';
  rmSync(join(deploy.folder('shop'), acl));
  const refused = spawnSync(process.execPath, argv(deploy), options);
  expect([refused.status, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toContain(`${acl}: missing, allowed: what secrets init leaves; run:`);
  const values = valuesIn(deploy.folder('shop'));
  const encoded = readdirSync(deploy.folder('shop')).map((file) =>
    readFileSync(join(deploy.folder('shop'), file)).toString('base64'),
  );
  expect(values.length).toBeGreaterThan(10);
  for (const value of [...values, ...encoded]) expect(refused.stderr.includes(value)).toBe(false);
}, 120_000);

const hasScript = spawnSync('script', ['--version']).status === 0;
(hasScript ? test : test.skip)(
  `a terminal is refused${hasScript ? '' : ' (no program `script` here)'}`,
  () => {
    const command = [process.execPath, ...argv(deploy)].map((word) => `'${word}'`).join(' ');
    const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /standard output: got a terminal, allowed: a pipe; pipe it: .* \| kubectl apply --server-side -f -/,
    );
    expect(stdout).not.toContain('"Secret"');
  },
  30_000,
);

test('a file that others can read is refused and stays empty; one of mode 0600 is taken', () => {
  const file = join(deploy.root, 'stream');
  const into = (mode: number) => {
    const opened = openSync(file, 'w', mode);
    chmodSync(file, mode);
    const { status, stderr } = spawnSync(process.execPath, argv(deploy), {
      ...options,
      stdio: ['ignore', opened, 'pipe'],
    });
    closeSync(opened);
    return { status, stderr, text: readFileSync(file, 'utf8') };
  };
  expect(into(0o640)).toEqual({
    status: 1,
    stderr: expect.stringContaining('got a file of mode 0640') as string,
    text: '',
  });
  expect(into(0o600)).toEqual({ status: 0, stderr: '', text: deploy.stream().text });
}, 120_000);

test('a reader that is gone: one line, exit 1', async () => {
  const child = spawn(process.execPath, argv(deploy), { cwd: REPO });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (data: Buffer) => void (told += data.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, told]).toEqual([
    1,
    'error: standard output: what reads it ended too early; see what it said and run again\n',
  ]);
}, 120_000);

test('without --from: what is missing', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', MAIN, 'secrets', 'kubernetes'], options);
  expect([status, stderr]).toEqual([1, "error: required option '--from <deploy>' not specified\n"]);
}, 120_000);

/* The one that does hands them over by a pipe: its arguments are the ones that `secrets rotate` prints. */
test('one file that touches values starts other programs', () => {
  const folders = ['secrets', 'cli'].map((name) => join(REPO, 'lib', name));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  expect(files.filter((file) => /child_process|process\.argv/.test(readFileSync(file, 'utf8')))).toEqual([
    join(REPO, 'lib/cli/run-reload.ts'),
  ]);
});
