import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../src/connection.js';
import { makeCertificate } from './support/certificate.js';
import { startFakeRedis } from './support/fake-redis.js';
import { request, until } from './support/http.js';
import { freePort, startService } from './support/service.js';

const ready = async (port) => (await request(port, 'GET', '/readyz')).status;
const becomes = (port, status) =>
  until(
    () => ready(port),
    (got) => got === status,
  );

test('a session goes to Redis and back, and only these commands are sent', async (t) => {
  const { port, redis } = await startService(t);
  assert.equal((await request(port, 'PUT', '/sessions/a?ttl=60', { body: '{"n":1}' })).status, 204);
  assert.equal((await request(port, 'GET', '/sessions/a')).text, '{"n":1}');
  assert.equal((await request(port, 'DELETE', '/sessions/a')).status, 204);
  assert.equal((await request(port, 'GET', '/sessions/a')).status, 404);
  assert.equal(await ready(port), 200);
  const [login, ...rest] = redis.seen;
  assert.deepEqual(login.slice(-3), ['AUTH', 'backend-1', 'secret-1']);
  assert.deepEqual(rest, [
    ['SET', 'session:a', '{"n":1}', 'EX', '60'],
    ['GET', 'session:a'],
    ['DEL', 'session:a'],
    ['GET', 'session:a'],
    ['PING'],
  ]);
});

test('starts without Redis, alive and not ready, and finds it when it comes', async (t) => {
  const redisPort = await freePort();
  const env = { REDIS_URL: `rediss://backend-1@localhost:${redisPort}` };
  const { port, certificate, run } = await startService(t, env, { connected: false });
  assert.equal((await request(port, 'GET', '/livez')).status, 200);
  assert.equal(await ready(port), 503);
  const started = performance.now();
  assert.equal((await request(port, 'GET', '/sessions/a')).status, 503);
  assert.ok(performance.now() - started < 1_500, 'without a connection the answer is immediate');
  await until(
    () => run.lines.at(-1).attempt,
    (attempt) => attempt >= 2,
  );
  const redis = await startFakeRedis({ ...certificate, port: redisPort });
  await becomes(port, 200);

  // The pauses start short again after a success.
  await redis.stop();
  await run.waitFor('redis connection lost');
  const since = run.lines.length;
  const failed = await until(() => run.lines.slice(since).find((line) => line.attempt !== undefined), Boolean);
  assert.equal(failed.attempt, 1);
});

test('a restarted Redis is found again', async (t) => {
  const { port, redis, certificate } = await startService(t);
  await redis.stop();
  await becomes(port, 503);
  const again = await startFakeRedis({ ...certificate, port: redis.port });
  t.after(() => again.stop());
  await becomes(port, 200);
  assert.equal((await request(port, 'PUT', '/sessions/a', { body: '{}' })).status, 204);
});

test('a new password is read from the file when the connection is made again', async (t) => {
  const { port, redis, files, run } = await startService(t);
  redis.password = 'secret-2';
  for (const socket of redis.sockets) socket.destroy();
  await run.waitFor('redis connection failed');
  assert.match(run.line('redis connection failed').error, /^WRONGPASS/);
  assert.equal(await ready(port), 503);
  writeFileSync(files.auth, 'secret-2\n');
  await becomes(port, 200);
  assert.doesNotMatch(JSON.stringify(run.lines), /secret-/);
});

test('connections closed for a new password cost no request, those on the wire included', async (t) => {
  const { port, redis, files, run } = await startService(t);
  redis.delayMs = 30; // so that commands are on the wire
  writeFileSync(files.auth, 'secret-2');
  const answers = [];
  const connected = () => run.lines.filter(({ msg }) => msg === 'redis connected').length;
  redis.password = 'secret-2';
  for (const round of [1, 2]) {
    for (let n = 0; n < 20; n++) {
      if (n === 10) for (const socket of redis.sockets) socket.destroy();
      answers.push(request(port, 'PUT', `/sessions/a${n}`, { body: '{}' }).then(({ status }) => status));
      await sleep(10);
    }
    await until(connected, (times) => times > round);
  }
  assert.deepEqual(
    new Set(await Promise.all(answers)),
    new Set([204]),
    JSON.stringify(run.lines.filter(({ error }) => error)),
  );
  assert.equal(connected(), 3);
  assert.equal(run.line('redis connection failed'), undefined);

  const removed = request(port, 'DELETE', '/sessions/a1');
  await until(
    () => redis.data.has('session:a1'),
    (there) => !there,
  );
  for (const socket of redis.sockets) socket.destroy();
  assert.equal((await removed).status, 204, 'the first DEL came through, the second finds nothing');
});

test('once the first attempt to connect again has failed, the answer is immediate', async (t) => {
  const { port, redis, run } = await startService(t);
  await redis.stop();
  await run.waitFor('redis connection failed');
  const started = performance.now();
  assert.equal((await request(port, 'GET', '/sessions/a')).status, 503);
  assert.ok(performance.now() - started < 500);
});

test('a Redis that falls silent: 503 in about two seconds, then a new connection', async (t) => {
  const { port, redis, run } = await startService(t);
  redis.mute = true;
  const started = performance.now();
  assert.equal((await request(port, 'GET', '/sessions/a')).status, 503);
  const ms = performance.now() - started;
  assert.ok(ms > 1_500 && ms < 6_000, `took ${ms} ms`);
  assert.equal((await run.waitFor('redis connection lost')).error, 'GET: no answer within 2000 ms');
  redis.mute = false;
  await becomes(port, 200);
});

test('a Redis that falls silent makes readiness fail after a second, and liveness not at all', async (t) => {
  const { port, redis, run } = await startService(t);
  redis.mute = true;
  assert.equal(await ready(port), 503);
  assert.equal((await run.waitFor('redis connection lost')).error, 'PING: no answer within 1000 ms');
  assert.equal((await request(port, 'GET', '/livez')).status, 200);
});

test('a Redis that never answers the login does not hold the service for ever', async (t) => {
  const { port, redis, run } = await startService(t);
  redis.mute = true;
  for (const socket of redis.sockets) socket.destroy();
  await run.waitFor('redis connection failed');
  assert.equal(run.line('redis connection failed').error, 'connecting: no answer within 5000 ms');
  redis.mute = false;
  await becomes(port, 200);
});

const impostors = [
  {
    name: 'a certificate of another authority',
    shown: makeCertificate('localhost'),
    trusted: makeCertificate('localhost'),
    error: /^self-signed certificate/,
  },
  {
    name: 'a certificate for another name',
    shown: makeCertificate('redis.elsewhere.example'),
    error: /does not match certificate's altnames/,
  },
];

for (const { name, shown, trusted = shown, error } of impostors) {
  test(`refuses ${name}, whatever NODE_TLS_REJECT_UNAUTHORIZED says`, async (t) => {
    const { run, redis, port, files } = await startService(t, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    await redis.stop();
    writeFileSync(files.ca, trusted.cert);
    const impostor = await startFakeRedis({ ...shown, port: redis.port });
    t.after(() => impostor.stop());
    const failed = await until(() => run.lines.find((line) => error.test(line.error)), Boolean);
    assert.equal(failed.msg, 'redis connection failed');
    assert.deepEqual(impostor.seen, [], 'no password goes out');
    assert.equal(await ready(port), 503);
  });
}

test('pauses grow, have a cap and are partly random', () => {
  assert.deepEqual(
    [0, 1, 2, 5, 6, 1_000].map((n) => backoff(n, () => 1)),
    [100, 200, 400, 3_200, 5_000, 5_000],
  );
  assert.deepEqual(
    [0, 1_000].map((n) => backoff(n, () => 0)),
    [50, 2_500],
  );
});
