import { createServer, connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { deployFolder, fixedRandom } from './support';

/** What a client that trusts `ca` and asks for `name` gets from a server with the files of Redis. */
async function shake(files: { cert: string; key: string }, client: { name: string; ca: string }): Promise<string> {
  const server = createServer(files, (socket) => socket.end('hello'));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((done) => {
      const socket: TLSSocket = connect({ port, host: '127.0.0.1', servername: client.name, ca: client.ca }, () => {
        done(`verified for ${client.name}`);
        socket.destroy();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });
  } finally {
    await new Promise((done) => server.close(done));
  }
}

test('a client verifies every name of the contract, and refuses another name and another authority', async () => {
  const [deploy, other] = [deployFolder(), deployFolder()];
  // The verifier of node has no clock of its own to set: these files are of today.
  await deploy.run({ now: new Date() });
  await other.run({ now: new Date(), random: fixedRandom('other') });
  const files = { cert: deploy.read('redis.crt'), key: deploy.read('redis.key') };
  const ca = deploy.read('ca.crt');
  for (const name of ['redis', 'redis.shop.svc', 'localhost']) {
    expect(await shake(files, { name, ca })).toBe(`verified for ${name}`);
  }
  expect(await shake(files, { name: 'redis.other.svc', ca })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(await shake(files, { name: 'redis', ca: other.read('ca.crt') })).toMatch(/SELF_SIGNED|UNABLE_TO_|SIGNATURE/);
  deploy.remove();
  other.remove();
});

test('a renewed certificate is still good for a client that has the old authority', async () => {
  const deploy = deployFolder();
  await deploy.run({ now: new Date(Date.now() - 380 * 24 * 60 * 60 * 1000) });
  const ca = deploy.read('ca.crt');
  const old = deploy.read('redis.crt');
  await deploy.run({ now: new Date() });
  expect(deploy.read('redis.crt')).not.toBe(old);
  const files = { cert: deploy.read('redis.crt'), key: deploy.read('redis.key') };
  expect(await shake(files, { name: 'redis', ca })).toBe('verified for redis');
  deploy.remove();
});
