import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { RedisUnavailable } from '../src/connection.js';
import { createHandler } from '../src/handler.js';
import { createLog } from '../src/log.js';
import { createMetrics, createMetricsHandler } from '../src/metrics.js';
import { createServer, listen } from '../src/server.js';
import { request, until } from './support/http.js';

const sessions = new Map();
const lines = [];
const state = { draining: false, inFlight: 0 };
let broken; // what the store throws
let up = true;

const store = {
  async put(id, text, ttl) {
    if (broken) throw broken;
    sessions.set(id, { text, ttl });
  },
  async get(id) {
    if (broken) throw broken;
    return sessions.get(id)?.text ?? null;
  },
  async remove(id) {
    if (broken) throw broken;
    return sessions.delete(id);
  },
  async ping() {
    if (broken) throw broken;
  },
};

const metrics = createMetrics(() => up);
const log = createLog((line) => lines.push(line));
const server = createServer(createHandler({ store, metrics, log, state }));
const metricsServer = createServer(createMetricsHandler(metrics));
let port, metricsPort;

before(async () => {
  port = await listen(server, 0, '127.0.0.1');
  metricsPort = await listen(metricsServer, 0, '127.0.0.1');
});
after(() => {
  server.close();
  metricsServer.close();
});
beforeEach(() => {
  sessions.clear();
  lines.length = 0;
  broken = undefined;
  up = true;
  state.draining = false;
});

const ask = (method, path, options) => request(port, method, path, options);
const put = (path, body, headers) => ask('PUT', path, { body, headers });

test('a session is stored, read back as it was sent, and deleted', async () => {
  const text = '{ "cart": [1, 12345678901234567890] }';
  assert.equal((await put('/sessions/a-B_9', text)).status, 204);
  assert.deepEqual(sessions.get('a-B_9'), { text, ttl: 1800 });
  const got = await ask('GET', '/sessions/a-B_9');
  assert.equal(got.status, 200);
  assert.equal(got.text, text);
  assert.equal(got.headers['content-type'], 'application/json');
  assert.equal(got.headers['cache-control'], 'no-store');
  assert.equal(got.headers['x-powered-by'], undefined);
  assert.equal((await ask('DELETE', '/sessions/a-B_9')).status, 204);
  assert.equal((await ask('DELETE', '/sessions/a-B_9')).status, 404);
  assert.deepEqual((await ask('GET', '/sessions/a-B_9')).json, { error: 'no such session' });
});

test('ttl has bounds', async () => {
  for (const ttl of ['1', '86400']) {
    assert.equal((await put(`/sessions/a?ttl=${ttl}`, '{}')).status, 204);
    assert.equal(sessions.get('a').ttl, Number(ttl));
  }
  for (const query of ['ttl=0', 'ttl=86401', 'ttl=', 'ttl=-5', 'ttl=1e3', 'ttl=1.5', 'ttl=5&ttl=6']) {
    assert.equal((await put(`/sessions/b?${query}`, '{}')).status, 400, query);
  }
  assert.equal(sessions.has('b'), false);
});

test('ids other than [A-Za-z0-9_-]{1,64} are refused by every method', async () => {
  assert.equal((await put(`/sessions/${'x'.repeat(64)}`, '{}')).status, 204);
  for (const id of ['', 'x'.repeat(65), 'a:b', 'a%2Fb', 'a*', 'a.b', '%0d%0a']) {
    for (const method of ['PUT', 'GET', 'DELETE']) {
      assert.equal(
        (await ask(method, `/sessions/${id}`, { body: method === 'PUT' ? '{}' : undefined })).status,
        400,
        id,
      );
    }
  }
  assert.equal(sessions.size, 1);
});

test('a body must be JSON in UTF-8', async () => {
  for (const body of ['', '{', "{'a':1}", Buffer.from([0x22, 0xff, 0x22]), '[' + '['.repeat(5000)]) {
    const got = await put('/sessions/a', body);
    assert.equal(got.status, 400);
    assert.deepEqual(got.json, { error: 'the body is not JSON' });
  }
  assert.equal(sessions.size, 0);
});

test('a body may have 64 KiB and not a byte more', async () => {
  const json = (bytes) => `"${'x'.repeat(bytes - 2)}"`;
  assert.equal((await put('/sessions/a', json(65_536))).status, 204);
  assert.equal((await put('/sessions/b', json(65_537))).status, 413);
  const chunked = await put('/sessions/b', json(900_000), { 'transfer-encoding': 'chunked', connection: 'keep-alive' });
  assert.equal(chunked.status, 413);
  assert.equal(chunked.headers.connection, 'close');
  assert.deepEqual([...sessions.keys()], ['a']);
});

test('a body that is announced as huge is refused before it is sent', async () => {
  const text = await raw('PUT /sessions/a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n{');
  assert.match(text, /^HTTP\/1\.1 413 /);
});

test('paths and methods that are none', async () => {
  assert.equal((await ask('GET', '/')).status, 404);
  assert.equal((await ask('GET', '/metrics')).status, 404);
  assert.equal((await ask('GET', '/sessions')).status, 404);
  assert.equal((await ask('GET', '/sessions/a/b')).status, 404);
  assert.equal((await ask('GET', '//')).status, 404);
  const post = await ask('POST', '/sessions/a');
  assert.equal(post.status, 405);
  assert.equal(post.headers.allow, 'PUT, GET, DELETE');
  assert.equal((await ask('PUT', '/livez')).status, 405);
  assert.equal((await ask('HEAD', '/livez')).status, 200);
});

test('without Redis: sessions and readiness 503, liveness 200', async () => {
  broken = new RedisUnavailable('connect ECONNREFUSED 10.0.0.1:6379');
  for (const [method, path] of [
    ['PUT', '/sessions/a'],
    ['GET', '/sessions/a'],
    ['DELETE', '/sessions/a'],
    ['GET', '/readyz'],
  ]) {
    const got = await ask(method, path, { body: method === 'PUT' ? '{}' : undefined });
    assert.equal(got.status, 503, `${method} ${path}`);
    assert.deepEqual(got.json, { error: 'storage is not available' });
    assert.equal(got.headers['retry-after'], '1');
  }
  assert.equal((await ask('GET', '/livez')).status, 200);
});

test('while draining: not ready, alive, still serving, and every answer says goodbye', async () => {
  assert.equal((await ask('GET', '/readyz')).status, 200);
  state.draining = true;
  assert.equal((await ask('GET', '/readyz')).status, 503);
  assert.equal((await ask('GET', '/livez')).status, 200);
  const got = await put('/sessions/a', '{}', { connection: 'keep-alive' });
  assert.equal(got.status, 204);
  assert.equal(got.headers.connection, 'close');
});

test('a fault of ours is a 500 without its message or stack', async () => {
  broken = new TypeError('inner secret');
  const got = await ask('GET', '/sessions/a');
  assert.equal(got.status, 500);
  assert.equal(got.text, '{"error":"internal error"}');
  const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'request failed');
  assert.deepEqual([line.level, line.route, line.error], ['error', '/sessions/:id', 'inner secret']);
  assert.doesNotMatch(lines.join(''), /\.js:\d/);
});

test('one JSON line a request, without id or content', async () => {
  await put('/sessions/id-of-a-session?ttl=60', '{"card":"content"}');
  await until(
    () => lines.length,
    (n) => n === 1,
  );
  const { time, ms, ...rest } = JSON.parse(lines[0]);
  assert.deepEqual(rest, { level: 'info', msg: 'request', method: 'PUT', route: '/sessions/:id', status: 204 });
  assert.equal(new Date(time).toISOString(), time);
  assert.ok(ms >= 0 && ms < 5_000);
  assert.ok(lines[0].endsWith('}\n'));
  assert.doesNotMatch(lines[0], /id-of-a-session|content/);
});

test('too large a header is 431, no host is 400, and neither says more', async () => {
  const big = await raw(`GET /livez HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(9_000)}\r\n\r\n`);
  assert.equal(big, 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n');
  assert.match(await raw('GET /livez HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 400 Bad Request/);
});

test('limits on time are set', () => {
  assert.equal(server.headersTimeout, 5_000);
  assert.equal(server.requestTimeout, 10_000);
  assert.equal(server.timeout, 30_000);
});

test('metrics: requests by method, route and status, Redis, the process; on their own port only', async () => {
  await put('/sessions/some-id', '{}');
  await ask('PROPFIND', '/made-up');
  const text = await until(
    async () => (await request(metricsPort, 'GET', '/metrics')).text,
    (got) => got.includes('method="other"'),
  );
  assert.match(text, /^http_requests_total\{method="PUT",route="\/sessions\/:id",status="204"\} \d+$/m);
  assert.match(text, /^http_requests_total\{method="other",route="none",status="404"\} 1$/m);
  assert.match(text, /^http_request_duration_seconds_count\{method="PUT",route="\/sessions\/:id",status="204"\} \d+$/m);
  assert.match(text, /^redis_up 1$/m);
  assert.match(text, /^process_cpu_seconds_total /m);
  assert.doesNotMatch(text, /some-id|made-up/);
  up = false;
  assert.match((await request(metricsPort, 'GET', '/metrics')).text, /^redis_up 0$/m);
  assert.equal((await request(metricsPort, 'GET', '/livez')).status, 404);
});

/** Sends bytes and gives all that comes back until the server closes. */
function raw(bytes) {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}
