import { chmodSync, chownSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractOf, filledDeploy } from './kubernetes-support';
import type { FilledDeploy } from './kubernetes-support';
import { after, put, told } from './support';

/*
 * Nothing is written while `secrets init` would change something, or refuse. Seen red: each part of what is pending taken
 * out, and the problems of the plan left unsaid.
 */
const wide = contractOf('wide');

/** Names of files, by what they are: a caller's password, and what belongs to the Redis `sessions`. */
const fileOf = (kind: string, of: string): string =>
  wide.projects['wide']?.secrets.find(
    (one) => one.kind === kind && (one.server === of || one.readers.some(({ workload }) => workload === of)),
  )?.file ?? 'none';
const password = fileOf('password', 'api');
const [acl, certificate, key] = ['acl', 'certificate', 'private-key'].map((kind) => fileOf(kind, 'sessions')) as [
  string,
  string,
  string,
];

let deploy: FilledDeploy;
beforeEach(async () => void (deploy = await filledDeploy(wide)));
afterEach(() => deploy.remove());

const errors = (options?: Parameters<FilledDeploy['stream']>[0]) => told(deploy.stream(options).lines, 'error');
const at = (file: string) => join(deploy.folder('wide'), file);

test.each<readonly [string, () => void, string]>([
  ['a password is missing', () => rmSync(at(password)), `${password}: missing`],
  ['a password is another', () => put(at(password), 'x'.repeat(43)), `${acl}: to be written again`],
  ['a certificate is missing', () => rmSync(at(certificate)), `${certificate}: missing`],
  ['there is no folder', () => rmSync(deploy.folder('wide'), { recursive: true }), 'got no such folder'],
  ['a file is closed', () => chmodSync(at(key), 0o400), `${key}: mode 0400, not 0444`],
  ['the folder is open', () => chmodSync(deploy.folder('wide'), 0o755), 'the folder: mode 0755, not 0700'],
  ['a run is at work', () => writeFileSync(at(`.${key}.1.new`), ''), `.${key}.1.new: left by a run`],
])('%s: refused, with the command that mends it', async (_, change, says) => {
  expect(errors()).toEqual([]);
  change();
  const [first = ''] = errors();
  expect(first).toContain(says);
  expect(first).toMatch(new RegExp(`run: cdk8s-hardened secrets init ${deploy.root}$`));
  await deploy.init();
  if (says !== 'got no such folder') expect(errors()).toEqual([]);
});

test('a certificate in its last days: refused', () => {
  expect(errors({ now: after(380) })).toEqual([expect.stringContaining(`${certificate}: to be written again (`)]);
});

test('a link, and a file of another user: refused as init refuses them', () => {
  renameSync(at('stripe-key'), join(deploy.root, 'elsewhere'));
  symlinkSync(join(deploy.root, 'elsewhere'), at('stripe-key'));
  expect(errors()).toEqual([expect.stringContaining('stripe-key: got a symbolic link, allowed: a file')]);
  expect(errors({ user: 54321 })).toEqual([expect.stringContaining('allowed: one of user 54321, who runs this')]);
});

(process.geteuid?.() === 0 ? test : test.skip)('a file of another user alone (needs root)', () => {
  chownSync(at('stripe-key'), 54321, 54321);
  expect(errors({ user: 0 })).toEqual([expect.stringContaining('got a file of user 54321')]);
});
