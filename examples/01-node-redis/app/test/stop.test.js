import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { createServer, listen } from '../src/server.js';
import { closeServer } from '../src/stop.js';
import { request } from './support/http.js';
import { startService } from './support/service.js';

/** Stops the service and gives what it exited with and how long it took. */
async function stop({ run }, signal = 'SIGTERM') {
  const started = performance.now();
  run.child.kill(signal);
  const exit = await run.exited;
  assert.equal(run.stderr, '');
  return { ...exit, ms: performance.now() - started };
}

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal}: exits 0 quickly when there is nothing to do`, async (t) => {
    const service = await startService(t);
    const exit = await stop(service, signal);
    assert.deepEqual([exit.code, exit.signal], [0, null]);
    assert.ok(exit.ms < 6_000, `took ${exit.ms} ms`);
    assert.equal(service.run.line('stopping').signal, signal);
    assert.ok(service.run.line('stopped'));
    assert.equal(service.redis.sockets.size, 0);
  });
}

test('a signal while Redis is away and was never there: exits 0 as well', async (t) => {
  const service = await startService(t, { REDIS_URL: 'rediss://backend-1@localhost:1' }, { connected: false });
  await service.run.waitFor('redis connection failed');
  assert.equal((await stop(service)).code, 0);
});

test('during the drain delay: readiness fails at once, requests are served, then the port is closed', async (t) => {
  const service = await startService(t, { DRAIN_DELAY_SECONDS: '2' });
  const { port, metricsPort } = service;
  const stopping = stop(service);
  await service.run.waitFor('stopping');
  assert.equal((await request(port, 'GET', '/readyz')).status, 503);
  await sleep(1_000);
  const put = await request(port, 'PUT', '/sessions/a', { body: '{}', headers: { connection: 'keep-alive' } });
  assert.deepEqual([put.status, put.headers.connection], [204, 'close']);
  assert.equal((await request(port, 'GET', '/livez')).status, 200);
  assert.equal((await request(metricsPort, 'GET', '/metrics')).status, 200);
  const exit = await stopping;
  assert.equal(exit.code, 0);
  assert.ok(exit.ms >= 2_000 && exit.ms < 8_000, `took ${exit.ms} ms`);
  await assert.rejects(request(port, 'GET', '/livez'), { code: 'ECONNREFUSED' });
});

test('a request in flight is finished, although the port is closed meanwhile', async (t) => {
  const service = await startService(t);
  service.redis.delayMs = 1_500;
  const agent = new http.Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const slow = request(service.port, 'PUT', '/sessions/a', { body: '{}', agent });
  await sleep(200);
  const stopping = stop(service);
  await sleep(700);
  await assert.rejects(request(service.port, 'GET', '/livez'), { code: 'ECONNREFUSED' });
  const answer = await slow;
  assert.deepEqual([answer.status, answer.headers.connection], [204, 'close']);
  assert.equal(service.redis.data.get('session:a'), '{}');
  assert.equal((await stopping).code, 0);
});

test('connections that ask nothing, or never finish asking, do not hold the stop', async (t) => {
  const service = await startService(t);
  const agent = new http.Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  await request(service.port, 'GET', '/livez', { agent });
  const silent = net.connect(service.port, '127.0.0.1').on('error', () => {});
  const half = net.connect(service.port, '127.0.0.1', () => half.write('GET /livez HT')).on('error', () => {});
  t.after(() => [silent, half].forEach((socket) => socket.destroy()));
  await sleep(200);
  const exit = await stop(service);
  assert.equal(exit.code, 0);
  assert.ok(exit.ms < 6_000, `took ${exit.ms} ms`);
});

test('what takes too long is given up before the runtime kills: exit 1 and a line', async (t) => {
  const service = await startService(t, { STOP_GRACE_SECONDS: '2' });
  service.redis.delayMs = 1_900;
  const lost = request(service.port, 'GET', '/sessions/a').catch((err) => err);
  await sleep(200);
  const exit = await stop(service);
  assert.deepEqual([exit.code, exit.signal], [1, null]);
  const { level, inFlight, time } = service.run.line('stop took too long');
  assert.deepEqual([level, inFlight], ['error', 1]);
  const ms = Date.parse(time) - Date.parse(service.run.line('stopping').time);
  assert.ok(ms >= 900 && ms < 1_700, `given up after ${ms} ms`);
  assert.equal((await lost).code, 'ECONNRESET');
});

test('a keep-alive client that asks right after the signal is answered and sent away', async (t) => {
  const service = await startService(t);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  await request(service.port, 'GET', '/livez', { agent });
  const [kept] = Object.values(agent.freeSockets).flat();
  const stopping = stop(service);
  await service.run.waitFor('stopping');
  await sleep(50);
  assert.equal(kept.destroyed, false);
  const answer = await request(service.port, 'PUT', '/sessions/a', { body: '{}', agent });
  assert.deepEqual([answer.status, answer.headers.connection], [204, 'close']);
  assert.equal((await stopping).code, 0);
});

test('an idle connection is closed at once, without waiting for it to fall quiet', async (t) => {
  const server = createServer((req, res) => res.end('ok'));
  const port = await listen(server, 0, '127.0.0.1');
  const agent = new http.Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  await request(port, 'GET', '/', { agent });
  const force = t.mock.method(server, 'closeAllConnections');
  await closeServer(server, { inFlight: 0 });
  assert.equal(force.mock.callCount(), 0);
});

test('clients that the kernel has connected and we have not accepted yet are answered', async () => {
  const server = createServer((req, res) => res.end('ok'));
  const port = await listen(server, 0, '127.0.0.1');
  // Connecting to an address happens in the next tick, without the event loop: all of them wait for us then.
  const one = () =>
    request(port, 'GET', '/').then(
      ({ status }) => status,
      (err) => err.code,
    );
  const answers = Promise.all(Array.from({ length: 20 }, one));
  await new Promise(process.nextTick);
  await closeServer(server, { inFlight: 0 });
  assert.deepEqual(await answers, Array(20).fill(200));
});

test('under a steady load with no drain delay, every request that was accepted is answered', async (t) => {
  const service = await startService(t);
  service.redis.delayMs = 20;
  const agents = Array.from({ length: 4 }, () => new http.Agent({ keepAlive: true, maxSockets: 1 }));
  t.after(() => agents.forEach((agent) => agent.destroy()));
  const count = { answered: 0, answeredAfterSignal: 0, refused: 0, reset: 0 };
  const lost = [];
  let signalled = false;
  let over = false;

  async function client(n) {
    // Half of the clients keep their connection, half open one for each request.
    for (let i = 0; !over; i++) {
      const put = i % 2 === 0 ? { body: `{"i":${i}}` } : undefined;
      try {
        const answer = await request(service.port, put ? 'PUT' : 'GET', `/sessions/c${n}`, {
          agent: agents[n],
          ...put,
        });
        assert.equal(answer.status, put ? 204 : 200);
        count.answered++;
        if (signalled) count.answeredAfterSignal++;
      } catch (err) {
        if (err.code === 'ECONNREFUSED') count.refused++;
        // The kernel's queue at the very moment of closing. Had we accepted it, the log would have a line.
        else if (err.code === 'ECONNRESET' && !err.reusedSocket) count.reset++;
        else lost.push(err.message);
      }
      await sleep(5 + Math.random() * 10);
    }
  }
  const clients = Array.from({ length: 8 }, (_, n) => client(n));
  await sleep(700);
  signalled = true;
  const exit = await stop(service);
  over = true;
  await Promise.all(clients);

  t.diagnostic(JSON.stringify({ ...count, stopMs: Math.round(exit.ms) }));
  assert.deepEqual(lost, []);
  const logged = service.run.lines.filter(({ msg }) => msg === 'request').map(({ status }) => status);
  assert.deepEqual(
    logged.filter((status) => ![200, 204].includes(status)),
    [],
  );
  assert.equal(logged.length, count.answered);
  assert.ok(count.reset <= 2, `${count.reset} connections were reset`);
  assert.ok(count.answered > 20 && count.answeredAfterSignal > 4 && count.refused > 0, JSON.stringify(count));
  assert.equal(exit.code, 0);
  assert.ok(exit.ms < 8_000, `took ${exit.ms} ms`);
});
