import { createHash } from 'node:crypto';
import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder } from '../../lib/secrets/check';
import type { Reload } from '../../lib/secrets/reload';
import { rotateSecrets, type RotateOptions } from '../../lib/secrets/rotate';
import { deployFolder, fixedRandom, NOW, project, put, told, valuesIn, type Deploy } from './support';

/*
 * Two passwords are good between the two steps, and whatever is interrupted goes on. Seen red: the ACL file written with one
 * hash only while `.next` is there, the switch by rename (another inode), the old password forgotten before the server was
 * told, `--reloaded` believed before there was anything to read.
 */
const FILE = 'backend-1-auth';
let deploy: Deploy;
beforeEach(async () => {
  deploy = deployFolder();
  await deploy.run();
});
afterEach(() => deploy.remove());

type Options = Partial<RotateOptions>;

/** One step, whose lines are sure to tell no value. */
async function rotate(step: RotateOptions['step'], more: Options = {}) {
  const values = new Set(valuesIn(deploy.folder));
  const by = { now: NOW, random: fixedRandom('rotation'), user: undefined, place: 'compose', reloaded: false } as const;
  const lines = await rotateSecrets({ deploy: deploy.root, names: [FILE], step, ...by, ...more });
  for (const value of valuesIn(deploy.folder)) values.add(value);
  const text = lines.map((line) => line.text).join('\n');
  for (const value of values) if (text.includes(value)) throw new Error('a value was told');
  return lines;
}

const names = (): readonly string[] => readdirSync(deploy.folder).filter((name) => name.startsWith(FILE));
const hash = (text: string): string => `#${createHash('sha256').update(text).digest('hex')}`;
const hashes = (user = 'backend-1'): readonly string[] => {
  const line =
    deploy
      .read('redis.acl')
      .split('\n')
      .find((text) => text.startsWith(`user ${user} `)) ?? '';
  return line.split(' ').filter((word) => word.startsWith('#'));
};
const check = () => checkFolder({ deploy: deploy.root, now: NOW, user: undefined });

test('both passwords are good from before the callers have the new one until the end, and the file stays the same file', async () => {
  const old = deploy.read(FILE);
  const { ino } = statSync(join(deploy.folder, FILE));
  const seen: unknown[] = [];
  const run = (reload: Reload | undefined) => {
    if (reload) seen.push([reload.argv.slice(0, 5).join(' '), hashes().length, deploy.read(FILE) === old]);
    return Promise.resolve(undefined);
  };
  const command = 'docker compose exec -T redis';

  expect(told(await rotate('begin', { run }), 'error')).toEqual([]);
  const fresh = deploy.read(FILE);
  expect(fresh).not.toBe(old);
  expect(seen).toEqual([[command, 2, true]]);
  expect(hashes()).toEqual([hash(old), hash(fresh)]);
  expect(names()).toEqual([FILE, `${FILE}.previous`]);

  expect(told(await rotate('finish', { run }), 'error')).toEqual([]);
  expect(seen).toEqual([
    [command, 2, true],
    [command, 1, false],
  ]);
  expect(hashes()).toEqual([hash(fresh)]);
  expect(names()).toEqual([FILE]);
  const { ino: same, mode } = statSync(join(deploy.folder, FILE));
  expect([same, mode & 0o777]).toEqual([ino, 0o444]);
  expect(hashes('health')).toHaveLength(1);
  expect(check()).toEqual({ findings: 0, lines: [{ kind: 'kept', text: 'shop: as secrets init leaves it' }] });
});

test('without --run the command is told, and the step goes on when the server has read the file', async () => {
  const old = deploy.read(FILE);
  const [first, ...again] = [await rotate('begin'), await rotate('begin')];
  const reload = told(first, 'note')[0] ?? '';
  expect(reload).toMatch(
    /^shop: have redis read its ACL file: \(cd \S+ && docker compose exec -T redis sh -c '[^']+'\)$/,
  );
  expect(reload).toContain(createHash('sha256').update(deploy.read('redis.acl')).digest('hex'));
  expect(told(again.flat(), 'note')).toEqual(told(first, 'note'));
  expect([deploy.read(FILE), names()]).toEqual([old, [FILE, `${FILE}.next`]]);
  expect(check().lines.map(({ text }) => text)).toEqual([
    `shop/${FILE}: its rotation is half done: its new password is in the ACL file, callers still read the old one: go on with --step begin`,
  ]);

  await rotate('begin', { reloaded: true });
  expect(deploy.read(FILE)).not.toBe(old);
  const before = deploy.state();
  expect(told(await deploy.run(), 'made', 'written', 'error')).toEqual([]);
  expect(deploy.state()).toEqual(before);
  expect(check().lines).toHaveLength(1);

  await rotate('finish');
  expect([names(), hashes()]).toEqual([[FILE, `${FILE}.withdrawn`], [hash(deploy.read(FILE))]]);
  await rotate('finish', { reloaded: true });
  expect(names()).toEqual([FILE]);
});

test('a reload that fails leaves both good, and the step can be done again', async () => {
  const old = deploy.read(FILE);
  const run = () => Promise.resolve('docker compose exec: failed (1): no such service');
  expect(told(await rotate('begin', { run }), 'error')).toEqual([
    'shop: redis: docker compose exec: failed (1): no such service',
  ]);
  expect([deploy.read(FILE), hashes().length]).toEqual([old, 2]);
  const well = { run: () => Promise.resolve(undefined) };
  await rotate('begin', well);
  expect(told(await rotate('finish', { run }), 'error')).toHaveLength(1);
  expect(names()).toEqual([FILE, `${FILE}.withdrawn`]);
  expect(told(await rotate('begin'), 'error')).toHaveLength(1);
  expect(told(await rotate('finish', well), 'error')).toEqual([]);
  expect(names()).toEqual([FILE]);
});

test.each<[string, (old: string, fresh: string) => void]>([
  ['before the file of the callers was written', (old) => put(join(deploy.folder, `${FILE}.previous`), old, 0o600)],
  [
    'before the new one was given up',
    (old, fresh) => {
      put(join(deploy.folder, `${FILE}.previous`), old, 0o600);
      put(join(deploy.folder, FILE), fresh);
    },
  ],
])('a switch that was interrupted %s is done again', async (_, interrupt) => {
  await rotate('begin');
  const [old, fresh] = [deploy.read(FILE), deploy.read(`${FILE}.next`)];
  const acl = deploy.read('redis.acl');
  interrupt(old, fresh);
  expect(told(await rotate('begin', { reloaded: true }), 'error')).toEqual([]);
  expect([deploy.read(FILE), deploy.read(`${FILE}.previous`), names()]).toEqual([
    fresh,
    old,
    [FILE, `${FILE}.previous`],
  ]);
  expect(deploy.read('redis.acl')).toBe(acl);
});

test('on a cluster: the files first, then a command that waits for them', async () => {
  const notes = told(await rotate('begin', { place: 'kubernetes' }), 'note');
  expect(notes[0]).toMatch(/secrets kubernetes --from \S+ --chart shop \| kubectl apply --server-side -f -$/);
  expect(notes[1]).toMatch(
    /kubectl exec -n shop service\/redis -- sh -c 'n=0; until echo "[0-9a-f]{64} {2}\/secrets\/users\.acl"/,
  );
});

test('what cannot be rotated now is refused, and nothing changes', async () => {
  const before = deploy.state();
  const refused = async (step: RotateOptions['step'], more: Options) => told(await rotate(step, more), 'error');
  const known = 'allowed: redis-health, backend-1-auth';
  expect(await refused('begin', { names: [] })).toEqual([
    `shop: got no password to rotate, ${known}; name some, or an edge with --edge CALLER.PREFIX, or --all`,
  ]);
  expect(await refused('begin', { names: ['nope', 'ca.crt', 'redis.key'], edge: 'web.x' })).toEqual([
    'shop: --edge: got "web.x", allowed: s; name one of them',
    `shop: got "nope", ${known}; name one of them`,
    `shop: got ca.crt, of kind authority, ${known}; name one of them`,
    `shop: got redis.key, of kind private-key, ${known}; secrets init renews it before it ends`,
  ]);
  expect(await refused('finish', {})).toEqual([
    'shop/backend-1-auth: --step finish: got a password that is not being rotated, allowed: one that was begun; run it with --step begin first',
  ]);
  expect(await refused('begin', { reloaded: true })).toEqual([
    'shop/backend-1-auth: --step begin: got --reloaded before the ACL file was written, allowed: after that; run it without --reloaded first',
  ]);
  expect(await refused('begin', { chart: 'other' })).toHaveLength(1);
  expect(deploy.state()).toEqual(before);
  renameSync(join(deploy.folder, 'redis-health'), join(deploy.folder, 'gone'));
  expect((await refused('begin', {}))[0]).toContain('redis-health: missing');
});

test('a contract in which another secret has the name of a half is refused', async () => {
  const shop = project(['backend-1']);
  const secret = { name: `${FILE}.next`, file: `${FILE}.next`, kind: 'external', readers: [] } as const;
  deploy.write({ shop: { ...shop, secrets: [...shop.secrets, secret] } });
  expect(told(await deploy.run(), 'error').join()).toContain('a name that the rotation of a password does not use');
});
