import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainSystemError } from '../../lib/cli/system-error';
import { deployFolder, project, put, valuesIn } from '../secrets/support';
import type { Deploy } from '../secrets/support';

const REPO = join(__dirname, '..', '..');
const MAIN = join(REPO, 'lib', 'cli', 'main.ts');

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line as a process of its own. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    cwd: REPO,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

let deploy: Deploy;
beforeEach(() => void (deploy = deployFolder()));
afterEach(() => deploy.remove());

test('a first run, a run that renews, and a run that changes nothing: results on stdout, advice on stderr, no value on either', () => {
  const first = run(['secrets', 'init', deploy.root]);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out.split('\n')).toHaveLength(9);
  expect(first.out).toMatch(/^shop\/: made\n(shop\/[\w.-]+: made\n){7}$/);
  const values = [...valuesIn(deploy.folder)];

  deploy.write({ shop: project(['backend-2']) });
  const second = run(['secrets', 'init', deploy.root, '--chart', 'shop']);
  expect(second.code).toBe(0);
  expect(second.out).toContain('shop/redis.acl: written again: users changed (added backend-2; removed backend-1)\n');
  expect(second.err).toBe(
    `warning: ${deploy.folder}/backend-1-auth: nothing asks for it; remove it if it is not yours\n` +
      `note: shop: what already runs takes up what changed with: (cd ${deploy.root}/compose/shop && docker compose up -d --force-recreate backend-2 redis)\n`,
  );
  values.push(...valuesIn(deploy.folder));

  const third = run(['secrets', 'init', deploy.root]);
  expect(third.code).toBe(0);
  expect(third.out).not.toMatch(/: (made|written)/);

  expect(values.length).toBeGreaterThan(20);
  const streams = [first, second, third].flatMap(({ out, err }) => [out, err]).join('\n');
  for (const value of values) expect(streams.includes(value)).toBe(false);
}, 120_000);

test('errors: exit 1, one line each on stderr, no stack trace, nothing on stdout', () => {
  put(join(deploy.root, 'hardened.json'), JSON.stringify({ version: 1, projects: { shop: { secrets: 1 } } }));
  const { code, out, err } = run(['secrets', 'init', deploy.root]);
  expect([code, out]).toEqual([1, '']);
  expect(err.trim().split('\n')).toHaveLength(4);
  for (const line of err.trim().split('\n'))
    expect(line).toMatch(/^error: .*hardened\.json: \/projects\/shop\/\w+: got .*[^.]$/);
});

test.each([
  [['secrets', 'init', '/nowhere'], /^error: \/nowhere\/hardened\.json: got no such file, allowed: .*\n$/],
  [['secrets', 'inti', 'x'], /^error: unknown command 'inti'\n\(Did you mean init\?\)\n$/],
  [['secrest'], /^error: unknown command 'secrest'\n\(Did you mean secrets\?\)\n$/],
  [['secrets', 'init'], /^error: missing required argument 'deploy'\n$/],
  [['secrets', 'init', 'x', '--chrt', 'y'], /^error: unknown option '--chrt'\n\(Did you mean --chart\?\)\n$/],
])('%j: exit 1 and what to do', (args, says) => {
  const { code, out, err } = run(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(says);
});

test('an error of the operating system is one line with a fix; a mistake of ours keeps its stack', () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, open 'x'"), {
    code: 'ENOSPC',
    syscall: 'open',
  });
  expect(explainSystemError(Object.assign(full, { path: 'x' }))).toBe(
    'x: no space left on device (ENOSPC); make room and run again',
  );
  expect(explainSystemError(new TypeError('undefined is not a function'))).toBeUndefined();
});

test('--version and --help', () => {
  const { version } = JSON.parse(readFileSync(join(REPO, 'package.json'), 'utf8')) as { version: string };
  expect(run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  for (const args of [['--help'], ['secrets', 'init', '--help']]) {
    const { code, out, err } = run(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Examples?:\n(.*\n)?  \$ cdk8s-hardened secrets init deploy/);
  }
});

test('colour only where it is wanted', () => {
  const escape = String.fromCharCode(27);
  expect(run(['secrets', 'init', deploy.root], { FORCE_COLOR: '1' }).out).toContain(escape);
  expect(run(['secrets', 'init', deploy.root], { NO_COLOR: '1' }).out).not.toContain(escape);
});

/* Seen red: the page named by its place in the repository, which a package that is installed elsewhere does not have. */
test('explain: a message of synth leads to its control and to a page that is there; others get near names only', () => {
  const known = run(['explain', '[shop/web] pinned-image: got node:24']);
  expect(known.code).toBe(0);
  const page = /^More: (.*)$/m.exec(known.out)?.[1] ?? '';
  expect(existsSync(join(REPO, page))).toBe(true);
  expect(run(['explain', 'pinned-imgae']).err).toContain('fix: pass pinned-image, or the line');
  expect(run(['explain', '[x/api] port: got 80; allowed: 1024 to 65535; fix: listen']).err).toContain('its own fix');
}, 60_000);

test('the exit codes that --help names are those that there are', () => {
  expect(run(['--help']).out).toContain('0 fine, 1 error, 2 something to do (secrets check)');
  expect(run(['secrets', 'check', deploy.root]).code).toBe(2);
}, 60_000);
