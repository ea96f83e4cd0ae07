import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployFolder, valuesIn, type Deploy } from '../secrets/support';

const REPO = join(__dirname, '..', '..');
const MAIN = join(REPO, 'lib', 'cli', 'main.ts');
let deploy: Deploy;
beforeEach(() => void (deploy = deployFolder()));
afterEach(() => deploy.remove());

/** The command line, with a `docker` that writes down what it is asked and ends as it is told. */
function run(args: readonly string[], ends = 0) {
  const bin = join(deploy.root, 'bin');
  mkdirSync(bin, { recursive: true });
  const said = ends === 0 ? 'echo OK' : 'echo "service \\"redis\\" is not running" >&2';
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\necho "$PWD $1 $2 $3 $4 $5" >> ${bin}/asked\n${said}\nexit ${ends}\n`);
  chmodSync(join(bin, 'docker'), 0o755);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', MAIN, 'secrets', ...args], {
    cwd: REPO,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${process.env['PATH']}`, FORCE_COLOR: undefined },
  });
  for (const value of valuesIn(deploy.folder))
    if (`${stdout}${stderr}`.includes(value)) throw new Error('a value was told');
  return { code: status, out: stdout, err: stderr };
}

test('a password is rotated in two commands; check tells the half, by exit code 2', () => {
  const { root } = deploy;
  expect(run(['check', root])).toMatchObject({ code: 2, out: 'shop: no such folder: run secrets init\n' });
  expect(run(['init', root]).code).toBe(0);
  expect(run(['check', root])).toEqual({ code: 0, out: 'shop: as secrets init leaves it\n', err: '' });

  const failed = run(['rotate', root, 'backend-1-auth', '--step', 'begin', '--run'], 1);
  expect(failed).toMatchObject({
    code: 1,
    err: 'error: shop: redis: docker compose exec: failed (1): service "redis" is not running\n',
  });
  const begun = run(['rotate', root, 'backend-1-auth', '--step', 'begin', '--run']);
  expect(begun.code).toBe(0);
  expect(begun.out.split('\n')).toEqual([
    'shop: redis has read its ACL file',
    'shop/backend-1-auth: callers read the new password from now on, the old one is still good',
    '',
  ]);
  expect(run(['check', root])).toMatchObject({ code: 2, err: '' });
  expect(run(['rotate', root, '--all', '--step', 'finish', '--run'])).toMatchObject({ code: 1, out: '' });
  expect(run(['rotate', root, 'backend-1-auth', '--step', 'finish', '--run'])).toMatchObject({ code: 0, err: '' });
  expect(run(['check', root]).code).toBe(0);
  const asked = readFileSync(join(root, 'bin', 'asked'), 'utf8')
    .trim()
    .split('\n');
  expect(asked).toEqual(Array(3).fill(`${root}/compose/shop compose exec -T redis sh`));
}, 240_000);

test.each([
  [['rotate', 'x', 'y'], /^error: required option '--step <step>' not specified\n$/],
  [
    ['rotate', 'x', '--step', 'middle'],
    /^error: option '--step <step>' argument 'middle' is invalid\. Allowed choices are begin, finish\.\n$/,
  ],
  [
    ['rotate', 'x', '--step', 'begin', '--run', '--reloaded'],
    /^error: option '--reloaded' cannot be used with option '--run'\n$/,
  ],
])('%j: exit 1 and what to do', (args, says) => {
  const { code, out, err } = run(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(says);
});
