import { generateKeyPairSync } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, deployFolder, fixedRandom, project, put, told } from './support';
import type { Deploy } from './support';

const AGAIN = 'and run again to make a new authority (all its certificates follow; recreate every container then)';

interface Case {
  readonly what: string;
  readonly prepare: (at: (file: string) => string, other: Deploy) => void;
  /** Days after the files were made. */
  readonly days?: number;
  /** The user id the run is told it has. */
  readonly user?: number;
  /** What it says; `@` is the folder. */
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'the folder is a link',
    prepare: (at) => {
      renameSync(at('.'), at('../elsewhere'));
      symlinkSync('elsewhere', at('.').replace(/\/\.?$/, ''));
    },
    says: [
      '@: got a symbolic link, allowed: a folder; links are never followed: copy what it points to here, as a folder',
    ],
  },
  {
    what: 'a file is a link, another is a folder',
    prepare: (at) => {
      renameSync(at('redis.acl'), at('../acl'));
      symlinkSync('../acl', at('redis.acl'));
      rmSync(at('redis-health'));
      mkdirSync(at('redis-health'));
    },
    says: [
      '@/redis-health: got a folder, allowed: a file; links are never followed: move it away and run again',
      '@/redis.acl: got a symbolic link, allowed: a file; links are never followed: copy what it points to here, as a file',
    ],
  },
  {
    what: 'a link that points nowhere stands where a file would be made',
    prepare: (at) => {
      rmSync(at('redis-health'));
      symlinkSync('/nowhere/at/all', at('redis-health'));
    },
    says: [
      '@/redis-health: got a symbolic link, allowed: a file; links are never followed: copy what it points to here, as a file',
    ],
  },
  {
    what: 'the folder belongs to somebody else',
    prepare: () => undefined,
    user: 54321,
    says: [
      `@: got a folder of user ${process.geteuid?.()}, allowed: one of user 54321, who runs this; run as that user, or: chown -R 54321 @`,
    ],
  },
  {
    what: 'the key of the authority is away',
    prepare: (at) => rmSync(at('ca.key')),
    says: [
      `@/ca.key: got no file beside ca.crt, allowed: the private key of ca.crt; put it back, or remove @/ca.crt ${AGAIN}`,
    ],
  },
  {
    what: 'the certificate of the authority is away',
    prepare: (at) => rmSync(at('ca.crt')),
    says: [
      `@/ca.crt: got no file beside ca.key, allowed: the certificate of ca.key; put it back, or remove @/ca.key ${AGAIN}`,
    ],
  },
  {
    what: 'the key of the authority is that of another',
    prepare: (at, other) => put(at('ca.key'), other.read('ca.key'), 0o600),
    says: [`@/ca.key: got another key, allowed: the private key of ca.crt; remove @/ca.crt and @/ca.key ${AGAIN}`],
  },
  {
    what: 'the key of the authority is of another kind',
    prepare: (at) => {
      const { privateKey } = generateKeyPairSync('ed25519');
      put(at('ca.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
    },
    says: [`@/ca.key: got a key of another kind, allowed: an EC key on P-256; remove @/ca.crt and @/ca.key ${AGAIN}`],
  },
  {
    what: 'the authority is none',
    prepare: (at, other) => {
      put(at('ca.crt'), other.read('redis.crt'));
      put(at('ca.key'), other.read('redis.key'), 0o600);
    },
    says: [
      `@/ca.crt: got a certificate of no authority, allowed: one with CA:TRUE; remove @/ca.crt and @/ca.key ${AGAIN}`,
    ],
  },
  {
    what: 'the authority comes to its end',
    prepare: () => undefined,
    days: 3640,
    says: [
      `@/ca.crt: got a certificate that ends on 2036-03-01, allowed: one that is good now and for 30 days more; remove @/ca.crt and @/ca.key ${AGAIN}`,
    ],
  },
  {
    what: 'passwords were brought that cannot be used',
    prepare: (at) => {
      put(at('redis-health'), '');
      put(at('backend-1-auth'), 'from-an-editor\n');
    },
    says: [
      '@/redis-health: got an empty file, allowed: a password without either; write it with printf %s, or remove it to have one made',
      '@/backend-1-auth: got a value with a line end or a space, allowed: a password without either; write it with printf %s, or remove it to have one made',
    ],
  },
];

test.each(cases)('refused, and nothing is changed: $what', async ({ prepare, days = 0, user, says }) => {
  const [deploy, other] = [deployFolder(), deployFolder()];
  await deploy.run();
  await other.run({ random: fixedRandom('other') });
  prepare((file) => join(deploy.folder, file), other);
  const before = picture(deploy);
  const lines = await deploy.run({ now: after(days), user });
  expect(lines.map(({ kind }) => kind)).toEqual(says.map(() => 'error'));
  expect(told(lines, 'error').map((line) => line.replaceAll(deploy.folder, '@'))).toEqual(says);
  expect(picture(deploy)).toEqual(before);
  deploy.remove();
  other.remove();
});

test('a project that is refused keeps the others from being written', async () => {
  const deploy = deployFolder();
  deploy.write({ shop: project(['backend-1']), other: project([]) });
  expect(told(await deploy.run(), 'error')).toEqual([
    `${deploy.root}/compose/other: got nothing, allowed: a folder that synth made; synthesize again`,
  ]);
  mkdirSync(join(deploy.root, 'compose', 'other'));
  writeFileSync(join(deploy.root, 'compose', 'other', 'secrets'), '');
  expect(told(await deploy.run(), 'error')).toHaveLength(1);
  expect(told(await deploy.run({ chart: 'shop' }), 'made')).toHaveLength(8);
  deploy.remove();
});

/** Everything below the deploy folder, links as links. */
function picture({ root }: Deploy): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(root, name);
      const { ino, mode, mtimeMs } = lstatSync(path);
      return `${name} ${ino} ${mode} ${mtimeMs} ${lstatSync(path).isFile() ? readFileSync(path, 'latin1') : ''}`;
    });
}
