import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, test } from 'node:test';
import { readConfig } from '../../src/config.js';
import { createConnection } from '../../src/connection.js';
import { createLog } from '../../src/log.js';
import { createStore } from '../../src/store.js';
import { makeCertificate } from '../support/certificate.js';
import { request, until } from '../support/http.js';
import { freePort, spawnService } from '../support/service.js';

// Says which of REDIS_URL, REDIS_AUTH_FILE and REDIS_CA_FILE is missing: these tests are never skipped.
const { redis } = readConfig(process.env);
const { address } = await dns.promises.lookup(redis.host);
const folder = mkdtempSync(join(tmpdir(), 'backend-1-'));
after(() => rmSync(folder, { recursive: true }));

/** A connection of this process, with something changed. */
function connect(t, change = {}) {
  const lines = [];
  const log = createLog((line) => lines.push(JSON.parse(line)));
  const connection = createConnection({ redis: { ...redis, ...change }, log });
  connection.start();
  t.after(() => connection.close());
  return { connection, store: createStore(connection), lines };
}

/** From now on, every name is found at this address: so a name can be wrong while the server is the right one. */
function resolveAllTo(t, to) {
  t.mock.method(dns, 'lookup', (_name, ...rest) => {
    const done = rest.pop();
    const family = net.isIP(to);
    if (rest[0]?.all) done(null, [{ address: to, family }]);
    else done(null, to, family);
  });
}

async function refused(t, change, message) {
  const { connection, lines } = connect(t, change);
  const line = await until(() => lines[0], Boolean);
  assert.equal(line.msg, 'redis connection failed');
  assert.match(line.error, message);
  assert.equal(connection.isUp(), false);
}

test('the service keeps a session, gives it back, lets it expire and deletes it', async (t) => {
  const port = await freePort();
  const run = spawnService(t, { ...process.env, PORT: String(port), METRICS_PORT: String(await freePort()) });
  await run.waitFor('listening');
  await until(
    async () => (await request(port, 'GET', '/readyz')).status,
    (status) => status === 200,
  );

  const path = `/sessions/${randomUUID()}`;
  const body = '{"name":"Zoë","cart":[1,2,3]}';
  assert.equal((await request(port, 'PUT', `${path}?ttl=60`, { body })).status, 204);
  assert.equal((await request(port, 'GET', path)).text, body);
  assert.equal((await request(port, 'DELETE', path)).status, 204);
  assert.equal((await request(port, 'GET', path)).status, 404);

  assert.equal((await request(port, 'PUT', `${path}?ttl=1`, { body })).status, 204);
  assert.equal((await request(port, 'GET', path)).status, 200);
  await sleep(1_200);
  assert.equal((await request(port, 'GET', path)).status, 404);

  run.child.kill('SIGTERM');
  assert.deepEqual(await run.exited, { code: 0, signal: null });
});

test('refuses a Redis whose authority is another one', async (t) => {
  const caFile = join(folder, 'other-ca.crt');
  writeFileSync(caFile, makeCertificate(redis.host).cert);
  await refused(
    t,
    { caFile },
    /unable to verify|unable to get local issuer|self-signed certificate in certificate chain/,
  );
});

test('refuses a Redis whose certificate is for another name', async (t) => {
  resolveAllTo(t, address);
  await refused(t, { host: 'redis.elsewhere.example' }, /redis\.elsewhere\.example\. is not in the cert's altnames/);
});

test('a wrong password is told and tried again', async (t) => {
  const authFile = join(folder, 'wrong-auth');
  writeFileSync(authFile, 'wrong');
  await refused(t, { authFile }, /^WRONGPASS/);
});

test('a connection that breaks is made again', async (t) => {
  const sockets = new Set();
  const proxy = net.createServer((client) => {
    const server = net.connect(redis.port, address);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      sockets.add(from);
      from.on('error', () => {}).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const port = await freePort();
  proxy.listen(port, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => (proxy.close(), cut()));
  resolveAllTo(t, '127.0.0.1');

  const { connection, store, lines } = connect(t, { port });
  await until(connection.isUp, Boolean);
  const id = randomUUID();
  await store.put(id, '{}', 60);
  proxy.close();
  cut();
  await until(connection.isUp, (up) => !up);
  await assert.rejects(store.get(id), { message: 'not connected to redis' });
  await until(
    () => lines.filter(({ msg }) => msg === 'redis connection failed').length,
    (n) => n >= 2,
  );
  proxy.listen(port, '127.0.0.1');
  await until(connection.isUp, Boolean);
  assert.equal(await store.get(id), '{}');
  assert.equal(await store.remove(id), true);
});
