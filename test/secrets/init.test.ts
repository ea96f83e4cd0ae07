import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisContract } from '../../lib/model/contract';
import { after, changed, deployFolder, fixedRandom, project, put, told } from './support';
import type { Deploy } from './support';

const ALL = ['backend-1-auth', 'ca.crt', 'ca.key', 'redis-health', 'redis.acl', 'redis.crt', 'redis.key'];
const LEAF = ['redis.crt', 'redis.key'];
const RECREATE = /docker compose up -d --force-recreate (.*)\)$/;

let deploy: Deploy;
beforeEach(() => void (deploy = deployFolder()));
afterEach(() => deploy.remove());

const modeOf = (path: string) => statSync(path).mode & 0o7777;
const inode = (state: Readonly<Record<string, string>>, name: string) => state[name]?.split(' ')[0];

describe('from nothing', () => {
  test.each([0o000, 0o022, 0o077, 0o777])('makes everything with its mode under umask %i', async (mask) => {
    const before = process.umask(mask);
    try {
      expect(told(await deploy.run(), 'error', 'warning', 'note')).toEqual([]);
    } finally {
      process.umask(before);
    }
    expect(Object.keys(deploy.state()).sort()).toEqual(ALL);
    expect(modeOf(deploy.folder)).toBe(0o700);
    for (const file of ALL)
      expect([file, modeOf(join(deploy.folder, file))]).toEqual([file, file === 'ca.key' ? 0o600 : 0o444]);
  });

  test('tells each name once, and that it was made', async () => {
    const lines = told(await deploy.run(), 'made');
    expect(lines.slice().sort()).toEqual(['shop/: made', ...ALL.map((file) => `shop/${file}: made`)].sort());
  });

  test('makes passwords of 256 bits from the randomness it is given', async () => {
    await deploy.run({ random: fixedRandom('a') });
    const random = fixedRandom('a');
    expect(deploy.read('redis-health')).toBe(random(32).toString('base64url'));
    expect(deploy.read('backend-1-auth')).toBe(random(32).toString('base64url'));
    expect(deploy.read('redis-health')).toMatch(/^[\w-]{43}$/);
  });

  test('writes the rules and the hash of each password into the ACL file, and nothing else', async () => {
    await deploy.run();
    const hash = (file: string) => createHash('sha256').update(deploy.read(file)).digest('hex');
    expect(deploy.read('redis.acl')).toBe(
      'user default off resetchannels -@all\n' +
        `user health on resetchannels -@all +ping #${hash('redis-health')}\n` +
        `user backend-1 on resetchannels ~backend-1:* -@all +@read #${hash('backend-1-auth')}\n`,
    );
  });

  test('makes an authority for ten years and a leaf for 397 days', async () => {
    await deploy.run();
    const [ca, leaf] = [new X509Certificate(deploy.read('ca.crt')), new X509Certificate(deploy.read('redis.crt'))];
    expect(ca.ca).toBe(true);
    expect(ca.subject).toBe('O=shop\nCN=shop CA');
    expect(ca.validTo).toBe('Mar  1 12:00:00 2036 GMT');
    // pathLenConstraint 0 and, of the key usages, keyCertSign alone; both critical.
    expect(ca.raw.includes(Buffer.from('0603551d130101ff040830060101ff020100', 'hex'))).toBe(true);
    expect(ca.raw.includes(Buffer.from('0603551d0f0101ff040403020204', 'hex'))).toBe(true);
    expect(leaf.subject).toBe('CN=redis');
    expect(leaf.subjectAltName).toBe('DNS:redis, DNS:redis.shop.svc, DNS:localhost');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(new Date(leaf.validTo)).toEqual(after(397));
    expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });
});

test('a second run changes no byte, inode, time or mode', async () => {
  await deploy.run();
  const before = deploy.state();
  const lines = await deploy.run({ now: after(300), random: fixedRandom('other') });
  expect(deploy.state()).toEqual(before);
  expect(told(lines, 'kept')).toHaveLength(ALL.length + 1);
  expect(lines).toHaveLength(ALL.length + 1);
});

describe('what follows from something else is written again in place', () => {
  interface Case {
    readonly what: string;
    readonly prepare?: () => void | Promise<void>;
    /** Days after the first run. */
    readonly days?: number;
    readonly files: readonly string[];
    readonly line: string;
  }

  /** The same project, with something else about its Redis. */
  const changeRedis = (change: (redis: RedisContract) => Partial<RedisContract>) => {
    const shop = project(['backend-1']);
    deploy.write({ shop: { ...shop, redis: shop.redis.map((redis) => ({ ...redis, ...change(redis) })) } });
  };
  /** Puts files of an unrelated deploy folder in place of ours. */
  const takeFromAnother = async (files: readonly string[]) => {
    const other = deployFolder();
    await other.run({ random: fixedRandom('other') });
    for (const file of files) put(join(deploy.folder, file), other.read(file));
    other.remove();
  };

  const cases: readonly Case[] = [
    {
      what: 'a user was added and another lost its edge',
      prepare: () => {
        deploy.write({ shop: project(['backend-2']) });
        put(join(deploy.folder, 'backend-2-auth'), 'x'.repeat(43));
      },
      files: ['redis.acl'],
      line: 'shop/redis.acl: written again: users changed (added backend-2; removed backend-1)',
    },
    {
      what: 'the rules of a user changed',
      prepare: () =>
        changeRedis(({ users }) => ({
          users: users.map((user) => (user.name === 'health' ? { ...user, rules: `${user.rules} +echo` } : user)),
        })),
      files: ['redis.acl'],
      line: 'shop/redis.acl: written again: users changed (rules of health)',
    },
    {
      what: 'the new ACL file is shorter',
      prepare: () => deploy.write({ shop: project([]) }),
      files: ['redis.acl'],
      line: 'shop/redis.acl: written again: users changed (removed backend-1)',
    },
    {
      what: 'a hash in the ACL file was changed by hand',
      prepare: () =>
        put(join(deploy.folder, 'redis.acl'), deploy.read('redis.acl').replace(/[0-9a-f]{64}/, '0'.repeat(64))),
      files: ['redis.acl'],
      line: 'shop/redis.acl: written again: users changed (password of health)',
    },
    {
      what: 'the names of the certificate changed',
      prepare: () =>
        deploy.write({
          shop: project(['backend-1'], { servers: [{ workload: 'redis', dnsNames: ['redis', 'localhost', 'cache'] }] }),
        }),
      files: LEAF,
      line: 'shop/redis.crt: written again: names changed (added cache, removed redis.shop.svc)',
    },
    {
      what: 'fewer than 30 days of the certificate remain',
      days: 368,
      files: LEAF,
      line: 'shop/redis.crt: written again: ends on 2027-04-02',
    },
    {
      what: 'the certificate has expired',
      days: 400,
      files: LEAF,
      line: 'shop/redis.crt: written again: expired on 2027-04-02',
    },
    {
      what: 'another authority signed the certificate',
      prepare: () => takeFromAnother(LEAF),
      files: LEAF,
      line: 'shop/redis.crt: written again: not signed by this authority',
    },
    {
      what: 'key and certificate do not belong together',
      prepare: () => takeFromAnother(['redis.key']),
      files: LEAF,
      line: 'shop/redis.key: written again: key and certificate differ',
    },
    {
      what: 'writing the certificate was cut off',
      prepare: () => put(join(deploy.folder, 'redis.crt'), deploy.read('redis.crt').slice(0, 300)),
      files: LEAF,
      line: 'shop/redis.crt: written again: no certificate in it',
    },
  ];

  test.each(cases)('$what', async ({ prepare, files, line, days = 1 }) => {
    await deploy.run();
    await prepare?.();
    const before = deploy.state();
    const lines = await deploy.run({ now: after(days), random: fixedRandom('second') });
    const now = deploy.state();
    expect(changed(before, now)).toEqual(files);
    for (const file of files) expect(inode(now, file)).toBe(inode(before, file));
    for (const file of files) expect(modeOf(join(deploy.folder, file))).toBe(0o444);
    expect(told(lines, 'written')).toContain(line);
    expect(told(lines, 'error')).toEqual([]);
    expect(RECREATE.exec(told(lines, 'note').join())?.[1]).toBe('redis');
    await deploy.run({ now: after(days) });
    expect(deploy.state()).toEqual(now);
  });
});

describe('what a person removed is made new, and what follows from it is written again', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
    ['a password', ['backend-1-auth'], ['backend-1-auth', 'redis.acl'], 'backend-1 redis'],
    ['the authority', ['ca.crt', 'ca.key'], ['ca.crt', 'ca.key', ...LEAF], 'backend-1 redis'],
    ['a leaf key', ['redis.key'], LEAF, 'redis'],
    ['the ACL file', ['redis.acl'], [], 'redis'],
  ];

  test.each(cases)('%s', async (_name, removed, files, services) => {
    await deploy.run();
    const before = deploy.state();
    for (const file of removed) rmSync(join(deploy.folder, file));
    const lines = await deploy.run({ random: fixedRandom('second') });
    const contents = (state: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(state).map(([name, text]) => [name, text.split(' ').slice(3).join(' ')]));
    expect(changed(contents(before), contents(deploy.state()))).toEqual(files);
    expect(RECREATE.exec(told(lines, 'note').join())?.[1]).toBe(services);
  });
});

test('wrong modes of our own files are mended, and told', async () => {
  await deploy.run();
  chmodSync(deploy.folder, 0o755);
  chmodSync(join(deploy.folder, 'redis.crt'), 0o600);
  chmodSync(join(deploy.folder, 'ca.key'), 0o644);
  expect(told(await deploy.run(), 'written')).toEqual([
    'shop/: kept, mode mended (0755 to 0700)',
    'shop/ca.key: kept, mode mended (0644 to 0600)',
    'shop/redis.crt: kept, mode mended (0600 to 0444)',
  ]);
  expect(told(await deploy.run(), 'written')).toEqual([]);
});

test('a file that an interrupted run left is removed, and what nobody asks for is named and left', async () => {
  await deploy.run();
  writeFileSync(join(deploy.folder, '.redis.acl.4711.new'), 'half');
  writeFileSync(join(deploy.folder, 'old-auth'), 'old');
  expect(told(await deploy.run(), 'warning')).toEqual([
    `${deploy.folder}/old-auth: nothing asks for it; remove it if it is not yours`,
  ]);
  expect(Object.keys(deploy.state()).sort()).toEqual([...ALL, 'old-auth'].sort());
});

test('an owner who is not root writes again into files that are closed even to it', async () => {
  await deploy.run();
  deploy.write({ shop: project([]) });
  const before = deploy.state();
  await asOrdinaryUser(deploy, async (user) => {
    expect(told(await deploy.run({ user }), 'written')).toHaveLength(1);
  });
  expect(inode(deploy.state(), 'redis.acl')).toBe(inode(before, 'redis.acl'));
  expect(deploy.read('redis.acl')).not.toContain('backend-1');
});

/** Root may write anything, which would prove nothing: as another user where that is possible. */
async function asOrdinaryUser({ root }: Deploy, run: (user: number) => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return run(process.geteuid?.() ?? 0);
  execFileSync('chown', ['-R', '12345', root]);
  process.seteuid?.(12345);
  try {
    await run(12345);
  } finally {
    process.seteuid?.(0);
  }
}
