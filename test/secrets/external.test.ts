import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretContract } from '../../lib/model/contract';
import { checkFolder } from '../../lib/secrets/check';
import { after, deployFolder, project, put, told } from './support';
import type { Deploy } from './support';

const kubernetes = { secret: 's', key: 'k' };
const stripe: SecretContract = {
  name: 'stripe-key',
  kind: 'external',
  file: 'stripe-key',
  readers: [{ workload: 'backend-1', path: '/secrets/stripe', kubernetes }],
};
const env: SecretContract = {
  name: 'backend-1.env',
  kind: 'env',
  file: 'backend-1.env',
  variables: { REDIS_PASSWORD: 'backend-1-auth', STRIPE_KEY: 'stripe-key' },
  readers: [{ workload: 'backend-1', env: 'STRIPE_KEY', kubernetes }],
};

let deploy: Deploy;
beforeEach(() => {
  const shop = project(['backend-1']);
  deploy = deployFolder({ ...shop, secrets: [...shop.secrets, env, stripe] });
});
afterEach(() => deploy.remove());

test('a secret that somebody else makes is asked for, what waits for it is named, the rest is made', async () => {
  const lines = await deploy.run();
  expect(told(lines, 'missing')).toEqual(['shop/backend-1.env: missing', 'shop/stripe-key: missing']);
  expect(told(lines, 'error')).toEqual([
    `shop/stripe-key: missing: put it there: install -m 0444 YOUR-FILE ${deploy.folder}/stripe-key`,
    'shop/backend-1.env: missing: it waits for a file named above',
  ]);
  expect(told(lines, 'made')).toHaveLength(8);
});

test('once it is there the env file is made, and follows its values in place', async () => {
  await deploy.run();
  put(join(deploy.folder, 'stripe-key'), 'sk 1$2', 0o600);
  const lines = await deploy.run();
  expect(told(lines, 'error')).toEqual([]);
  expect(told(lines, 'written')).toEqual(['shop/stripe-key: kept, mode mended (0600 to 0444)']);
  expect(deploy.read('backend-1.env')).toBe(`REDIS_PASSWORD=${deploy.read('backend-1-auth')}\nSTRIPE_KEY='sk 1$2'\n`);
  put(join(deploy.folder, 'stripe-key'), 'sk_3');
  expect(told(await deploy.run(), 'written')).toEqual(['shop/backend-1.env: written again: names or values changed']);
  expect(deploy.read('backend-1.env')).toMatch(/\nSTRIPE_KEY=sk_3\n$/);
});

test('an env file is left as it is while a value is away, and the run fails', async () => {
  await deploy.run();
  put(join(deploy.folder, 'stripe-key'), 'sk_1');
  await deploy.run();
  const before = deploy.state()['backend-1.env'];
  rmSync(join(deploy.folder, 'stripe-key'));
  expect(told(await deploy.run(), 'error')).toHaveLength(1);
  expect(deploy.state()['backend-1.env']).toBe(before);
});

test.each(['two\nlines', "it's"])('a value that fits no variable is refused without being shown: %j', async (value) => {
  await deploy.run();
  put(join(deploy.folder, 'stripe-key'), value);
  expect(told(await deploy.run(), 'error')).toEqual([
    `${deploy.folder}/stripe-key: got a value with a line end or a quote, allowed: one that fits a variable; write it with printf %s`,
  ]);
});

/* Seen red: each of them was kept, and `secrets kubernetes` sent an empty value. */
const authority: SecretContract = {
  name: 'provider-ca.crt',
  kind: 'external',
  file: 'provider-ca.crt',
  readers: [
    { workload: 'backend-1', path: '/secrets/db-ca.crt', kubernetes: { secret: 'backend-1.db', key: 'ca.crt' } },
  ],
};
const PEM =
  'allowed: certificates in PEM; copy the authority that whoever runs the server gives out: text that begins with BEGIN CERTIFICATE';
const VALUE = 'allowed: the value of the secret; write it with printf %s, or copy the file again';
const inPem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;

test.each([
  ['stripe-key', '', `got an empty file, ${VALUE}`],
  ['stripe-key', '\n', `got a file of spaces and line ends, ${VALUE}`],
  ['provider-ca.crt', '\n', `got a file of spaces and line ends, ${VALUE}`],
  ['provider-ca.crt', 'not a cert', `got no certificate in it, ${PEM}`],
  ['provider-ca.crt', inPem('bm90IGEgY2VydA=='), `got a certificate that cannot be read, ${PEM}`],
])('what somebody else brought cannot be it, and is not shown: %s %j', async (file, text, says) => {
  const shop = project(['backend-1']);
  deploy.write({ shop: { ...shop, secrets: [...shop.secrets, stripe, authority] } });
  await deploy.run();
  put(join(deploy.folder, file), text);
  const options = { deploy: deploy.root, now: after(0), user: undefined };
  const problem = `${deploy.folder}/${file}: ${says}`;
  expect(told(await deploy.run(), 'error')).toEqual([problem]);
  expect(told(checkFolder(options).lines, 'error')).toEqual([problem]);
});

test('an authority that somebody else brought is kept, and a key beside it is refused', async () => {
  const shop = project(['backend-1']);
  deploy.write({ shop: { ...shop, secrets: [...shop.secrets, authority] } });
  await deploy.run();
  const certificate = deploy.read('ca.crt');
  put(join(deploy.folder, 'provider-ca.crt'), `Provider\n${certificate}${certificate}`);
  expect(told(await deploy.run(), 'error')).toEqual([]);
  put(join(deploy.folder, 'provider-ca.crt'), `${certificate}${deploy.read('ca.key')}`);
  expect(told(await deploy.run(), 'error')).toEqual([
    `${deploy.folder}/provider-ca.crt: got a private key beside the certificate, allowed: certificates in PEM alone; take the key out: every reader of the file would have it`,
  ]);
});
