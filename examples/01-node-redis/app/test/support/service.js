import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from './certificate.js';
import { startFakeRedis } from './fake-redis.js';
import { until } from './http.js';

const ENTRY = fileURLToPath(new URL('../../server.js', import.meta.url));

/** The service as a process of its own, with nothing but `env` in its environment. */
export function spawnService(t, env) {
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { child, lines: [], stderr: '' };
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    run.lines.push(...lines.map((line) => JSON.parse(line)));
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (run.stderr += text));
  run.exited = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  run.line = (msg) => run.lines.find((line) => line.msg === msg);
  run.waitFor = (msg) =>
    until(() => run.line(msg), Boolean).catch((err) => {
      throw new Error(`no line '${msg}' in what was said, last: ${JSON.stringify(run.lines.at(-1))} ${run.stderr}`, {
        cause: err,
      });
    });
  t.after(() => child.kill('SIGKILL'));
  return run;
}

/** A fake Redis, its files, and the service in front of it, listening. Redis answers already unless told otherwise. */
export async function startService(t, env = {}, { connected = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'backend-1-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const certificate = makeCertificate('localhost');
  const redis = await startFakeRedis(certificate);
  t.after(() => redis.stop());
  const files = { auth: join(folder, 'redis-auth'), ca: join(folder, 'redis-ca.crt') };
  writeFileSync(files.auth, redis.password);
  writeFileSync(files.ca, certificate.cert);
  const [port, metricsPort] = [await freePort(), await freePort()];
  const run = spawnService(t, {
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    REDIS_URL: `rediss://backend-1@localhost:${redis.port}`,
    REDIS_AUTH_FILE: files.auth,
    REDIS_CA_FILE: files.ca,
    ...env,
  });
  await run.waitFor('listening');
  if (connected) await run.waitFor('redis connected');
  return { ...run, run, redis, certificate, files, port, metricsPort };
}

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
