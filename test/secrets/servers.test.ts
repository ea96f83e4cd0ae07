import { X509Certificate } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { programs } from '../programs';
import { read } from '../docs/markdown';
import { contractOf, filledDeploy } from './kubernetes-support';
import type { FilledDeploy } from './kubernetes-support';

/*
 * The files of `secrets init` in the programs of docs/guide.md, on loopback: its server serves them, its caller trusts
 * them, and the health check of Compose asks over TLS. Seen red: a certificate of another server, the caller without its
 * authority, a health check that trusts the machine's authorities, over http, and for another name than `localhost`.
 */
const [serverText = '', callerText = ''] = [...read('docs/guide.md').matchAll(/```js\n([^]*?)```/g)].map(
  ([, text = '']) => text,
);
const PORT = 28443;

let deploy: FilledDeploy;
let server: ChildProcess;
const file = (name: string): string => join(deploy.folder('linked'), name);

/** Runs a program of Node to its end: exit code and output. */
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  new Promise<{ readonly code: number | null; readonly out: string }>((done) => {
    const child = spawn(process.execPath, args, { env: { ...env } });
    let out = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (out += data.toString()));
    child.on('close', (code) => done({ code, out }));
  });

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => done(!!socket.destroy()))
      .on('error', () => done(false));
  });

beforeAll(async () => {
  deploy = await filledDeploy(contractOf('linked'), { now: new Date() });
  writeFileSync(join(deploy.root, 'server.js'), serverText);
  writeFileSync(join(deploy.root, 'caller.js'), callerText);
  // Every name is this machine.
  const lookup = "require('node:dns').lookup = (n, o, done) => done(null, o.all ? [A] : A.address, A.family);";
  writeFileSync(join(deploy.root, 'lookup.js'), `const A = { address: '127.0.0.1', family: 4 };\n${lookup}\n`);
  server = spawn(process.execPath, [join(deploy.root, 'server.js')], {
    env: { PORT: String(PORT), TLS_CERT_FILE: file('order-api.crt'), TLS_KEY_FILE: file('order-api.key') },
    stdio: 'inherit',
  });
  for (let tries = 0; tries < 200 && !(await answers(PORT)); tries += 1)
    await new Promise((done) => setTimeout(done, 50));
});
afterAll(() => {
  server.kill();
  deploy.remove();
});

test('each server has a certificate for its own names, and nobody else has one', () => {
  const names = (name: string) => new X509Certificate(deploy.read('linked', `${name}.crt`) ?? '').subjectAltName;
  for (const name of ['order-api', 'mailer', 'redis']) {
    const all = [name, `${name}.linked`, `${name}.linked.svc`, `${name}.linked.svc.cluster.local`, 'localhost'];
    expect(names(name)).toBe(all.map((one) => `DNS:${one}`).join(', '));
  }
  for (const name of ['web', 'legacy']) expect(deploy.read('linked', `${name}.crt`)).toBeUndefined();
});

test('a caller with the authority is answered; without it, or with another name, it refuses', async () => {
  const call = (name: string, authority: string) =>
    run(['-r', join(deploy.root, 'lookup.js'), join(deploy.root, 'caller.js')], {
      API_URL: `https://${name}:${PORT}`,
      API_CA_FILE: authority,
    });
  expect(await call('order-api', file('ca.crt'))).toEqual({ code: 0, out: 'hello\n' });
  expect(await call('order-api.linked.svc', file('ca.crt'))).toEqual({ code: 0, out: 'hello\n' });
  const none = join(deploy.root, 'none.crt');
  writeFileSync(none, '');
  const without = await call('order-api', none);
  expect([without.code, without.out]).toEqual([1, expect.stringMatching(/UNABLE_TO_|SELF_SIGNED/)]);
  const other = await call('mailer', file('ca.crt'));
  expect([other.code, other.out]).toEqual([1, expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID')]);
});

test("Compose's health check holds with the authority of the project alone", async () => {
  const text = programs.find(({ name }) => name === 'linked')?.files.find(({ path }) => path.endsWith('compose.yaml'));
  const { services } = parse(text?.text ?? '') as {
    services: Record<string, { healthcheck: { test: readonly string[] } }>;
  };
  const [, , ...check] = services['order-api']?.healthcheck.test ?? [];
  const asked = (authority: string, port = PORT) =>
    run(check.map((word) => word.replace(':8443/', `:${port}/`).replace('/secrets/ca.crt', authority)));
  expect(await asked(file('ca.crt'))).toEqual({ code: 0, out: '' });
  expect((await asked(file('order-api.crt'))).code).toBe(1);
  expect((await asked(file('ca.crt'), PORT + 1)).code).toBe(1);
});
