import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployFolder, project, told } from './support';
import type { Deploy } from './support';

const AGAIN = 'synthesize again and copy the file as it is';

type Json = { [key: string]: Json & Json[] & string };

interface Case {
  readonly what: string;
  /** Changes the project `shop` of a good contract. */
  readonly change: (shop: Json) => unknown;
  /** What it says after `hardened.json: /projects/shop`. */
  readonly says: readonly string[];
}

const set =
  (...path: readonly (string | number)[]) =>
  (value: unknown) =>
  (shop: Json) => {
    const last = path.at(-1) ?? '';
    const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, shop);
    Object.assign(parent, { [last]: value });
  };

const cases: readonly Case[] = [
  {
    what: 'lists that are none',
    change: (shop) => Object.assign(shop, { servers: 7, redis: {}, secrets: undefined, files: 'x' }),
    says: [
      `/servers: got 7, allowed: a list; ${AGAIN}`,
      `/redis: got a mapping, allowed: a list; ${AGAIN}`,
      `/secrets: got nothing, allowed: a list; ${AGAIN}`,
      `/files: got "x", allowed: a list; ${AGAIN}`,
    ],
  },
  {
    what: 'an unknown kind',
    change: set('secrets', 4, 'kind')('pasword'),
    says: [
      `/redis/0/users/1/password: got a name that no such secret has, allowed: the name of a secret of kind password; ${AGAIN}`,
      `/secrets/4/kind: got "pasword", allowed: password, authority, certificate, private-key, acl, env, external; ${AGAIN}`,
    ],
  },
  ...['../x', '.hidden', 'a/b', '', 'ca.key', 'a\nb', 7].map((file) => ({
    what: `the file name ${JSON.stringify(file)}`,
    change: set('secrets', 4, 'file')(file),
    says: [
      `/secrets/4/file: got ${JSON.stringify(file)}, allowed: a file name without folders, and not ca.key, which is mounted nowhere; ${AGAIN}`,
    ],
  })),
  {
    what: 'the name of the key of the authority, which an env file could then ask for',
    change: set('secrets', 5, 'name')('ca.key'),
    says: [
      `/redis/0/users/2/password: got a name that no such secret has, allowed: the name of a secret of kind password; ${AGAIN}`,
      `/secrets/5/name: got "ca.key", allowed: letters, digits, dots, dashes and underscores, and not ca.key; ${AGAIN}`,
    ],
  },
  {
    what: 'a file name used twice',
    change: set('secrets', 5, 'file')('redis-health'),
    says: [`/secrets/5/file: got "redis-health", allowed: a name that is not used already; ${AGAIN}`],
  },
  {
    what: 'a server that there is not, so that its key stands alone',
    change: set('secrets', 1, 'server')('cache'),
    says: [
      `/secrets/1/server: got "cache", allowed: redis; ${AGAIN}`,
      `/secrets/1: got no private-key for the same server, allowed: a certificate beside a private-key; ${AGAIN}`,
      `/secrets/2: got no certificate for the same server, allowed: a private-key beside a certificate; ${AGAIN}`,
    ],
  },
  {
    what: 'an ACL file of what is no Redis',
    change: (shop) => {
      shop['servers']?.push({ workload: 'api', dnsNames: ['api'] } as unknown as Json & Json[] & string);
      set('secrets', 3, 'server')('api')(shop);
    },
    says: [`/secrets/3/server: got "api", allowed: redis; ${AGAIN}`],
  },
  {
    what: 'no authority for a certificate',
    change: (shop) => shop['secrets']?.shift(),
    says: [
      `/secrets/0: got no secret of kind authority in the project, allowed: a certificate beside an authority; ${AGAIN}`,
    ],
  },
  {
    what: 'names that no certificate may carry',
    change: set('servers', 0, 'dnsNames')(['redis', '*.shop', 'Redis', 'redis', 'a, DNS:b']),
    says: [
      ...[
        [1, '*.shop'],
        [2, 'Redis'],
        [4, 'a, DNS:b'],
      ].map(
        ([index, name]) =>
          `/servers/0/dnsNames/${index}: got "${name}", allowed: a DNS name without wildcards, in lower case; ${AGAIN}`,
      ),
      `/servers/0/dnsNames/3: got "redis", allowed: a name that is not used already; ${AGAIN}`,
    ],
  },
  {
    what: 'no user default, which Redis would leave open',
    change: (shop) => shop['redis']?.[0]?.['users']?.shift(),
    says: [`/redis/0/users: got no user default, allowed: a list with the user default, off; ${AGAIN}`],
  },
  {
    what: 'a user default that is on',
    change: set('redis', 0, 'users', 0, 'rules')('on +@all'),
    says: [
      `/redis/0/users/0/rules: got a user that is on, allowed: off, for default and for a user without a password; ${AGAIN}`,
    ],
  },
  ...['on nopass', 'on >hunter2hunter2', 'on #abc', 'on reset +@all'].map((rules) => ({
    what: `rules that speak of passwords, never shown: ${rules}`,
    change: set('redis', 0, 'users', 1, 'rules')(rules),
    says: [
      `/redis/0/users/1/rules: got a rule about passwords, allowed: rules without a password, reset or nopass; ${AGAIN}`,
    ],
  })),
  {
    what: 'rules of two lines',
    change: set('redis', 0, 'users', 1, 'rules')('on +ping\nuser evil on +@all'),
    says: [
      `/redis/0/users/1/rules: got "on +ping\\nuser evil on +@all", allowed: ACL rules in one line, one space between them; ${AGAIN}`,
    ],
  },
  {
    what: 'an env file whose value stands where a name should, never shown',
    change: (shop) =>
      shop['secrets']?.push({
        name: 'e',
        kind: 'env',
        file: 'e',
        variables: { A: 'hunter2', '1': 'redis-health' },
        readers: [],
      } as unknown as Json & Json[] & string),
    says: [
      `/secrets/6/variables/1: got variable "1", allowed: letters, digits and _; ${AGAIN}`,
      `/secrets/6/variables/A: got a name that none has, allowed: the name of a secret of kind password or external; ${AGAIN}`,
    ],
  },
];

let deploy: Deploy;
beforeEach(() => void (deploy = deployFolder()));
afterEach(() => deploy.remove());

test.each(cases)('refused: $what', async ({ change, says }) => {
  const shop = JSON.parse(JSON.stringify(project(['backend-1']))) as Json;
  change(shop);
  deploy.write({ shop });
  const lines = told(await deploy.run(), 'error', 'made', 'kept');
  expect(lines).toEqual(says.map((text) => `${deploy.root}/hardened.json: /projects/shop${text}`));
});

test('a chart that would leave the folder is refused', async () => {
  deploy.write({ '../shop': project([]) });
  expect(told(await deploy.run(), 'error')).toEqual([
    `${deploy.root}/hardened.json: /projects/..~1shop: got chart id "../shop", allowed: a DNS label (a-z, 0-9 and -); rename the chart and synthesize again`,
  ]);
});

test.each([
  [
    '{"version": 2}',
    '/version: got 2, allowed: 1; use the version of cdk8s-hardened that wrote it, or synthesize again with this one',
  ],
  ['[]', `/: got an empty list, allowed: a mapping with version and projects; ${AGAIN}`],
  [
    '{"version": 1, "projects": []}',
    `/projects: got an empty list, allowed: a mapping from chart id to project; ${AGAIN}`,
  ],
  ['{"version": 1, "projects": {}}', '/projects: got no project, allowed: at least one; synthesize a chart'],
])('refused as a whole: %s', async (text, says) => {
  writeFileSync(join(deploy.root, 'hardened.json'), text);
  expect(told(await deploy.run(), 'error')).toEqual([`${deploy.root}/hardened.json: ${says}`]);
});

test('text that is not JSON is refused without being quoted', async () => {
  writeFileSync(join(deploy.root, 'hardened.json'), '{"version": 1, hunter2}');
  const lines = told(await deploy.run(), 'error');
  expect(lines.join()).toMatch(/hardened\.json: got text that is not JSON( \(at position \d+\))?, allowed: /);
  expect(lines.join()).not.toContain('hunter2');
});

test('a chart that there is not: the message lists those that there are', async () => {
  deploy.write({ 'shop-dev': project([]), 'shop-prod': project([]) });
  expect(told(await deploy.run({ chart: 'shop' }), 'error')).toEqual([
    `${deploy.root}/hardened.json: --chart: got "shop", allowed: shop-dev, shop-prod; name one of them, or leave --chart out for all`,
  ]);
});
