import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.js';
import { makeCertificate } from './support/certificate.js';
import { spawnService } from './support/service.js';

const folder = mkdtempSync(join(tmpdir(), 'backend-1-'));
after(() => rmSync(folder, { recursive: true }));
const write = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const good = {
  REDIS_URL: 'rediss://backend-1@redis:6379',
  REDIS_AUTH_FILE: write('auth', 'hunter2'),
  REDIS_CA_FILE: write('ca.crt', makeCertificate('redis').cert),
};

test('what the manifests set is accepted, with defaults for the rest', () => {
  assert.deepEqual(readConfig(good), {
    port: 5010,
    metricsPort: 9464,
    drainDelaySeconds: 0,
    stopGraceSeconds: 30,
    redis: {
      username: 'backend-1',
      host: 'redis',
      port: 6379,
      authFile: good.REDIS_AUTH_FILE,
      caFile: good.REDIS_CA_FILE,
    },
  });
  const set = { ...good, PORT: '8080', METRICS_PORT: '8081', DRAIN_DELAY_SECONDS: '5', STOP_GRACE_SECONDS: '20' };
  const config = readConfig(set);
  assert.deepEqual(
    [config.port, config.metricsPort, config.drainDelaySeconds, config.stopGraceSeconds],
    [8080, 8081, 5, 20],
  );
});

const url = 'rediss://USER@HOST:PORT (TLS, no password, no path)';
const missing = join(folder, 'missing');
const refused = [
  [{ PORT: '80x' }, 'PORT: got "80x", allowed: a whole number from 1024 to 65535'],
  [{ PORT: '' }, 'PORT: got "", allowed: a whole number from 1024 to 65535'],
  [{ PORT: '80' }, 'PORT: got "80", allowed: a whole number from 1024 to 65535'],
  [{ PORT: '65536' }, 'PORT: got "65536", allowed: a whole number from 1024 to 65535'],
  [{ METRICS_PORT: '5010' }, 'METRICS_PORT: got 5010, allowed: a port other than PORT'],
  [{ DRAIN_DELAY_SECONDS: '-1' }, 'DRAIN_DELAY_SECONDS: got "-1", allowed: a whole number from 0 to 300'],
  [{ DRAIN_DELAY_SECONDS: '29' }, 'DRAIN_DELAY_SECONDS: got 29, allowed: at most STOP_GRACE_SECONDS - 2, here 28'],
  [{ STOP_GRACE_SECONDS: '1' }, 'STOP_GRACE_SECONDS: got "1", allowed: a whole number from 2 to 3600'],
  [{ REDIS_URL: undefined }, `REDIS_URL: got nothing, allowed: ${url}`],
  [{ REDIS_URL: 'redis' }, `REDIS_URL: got something that is no URL, allowed: ${url}`],
  [{ REDIS_URL: 'redis://backend-1@redis' }, `REDIS_URL: got a URL that starts with redis://, allowed: ${url}`],
  [{ REDIS_URL: 'rediss://redis:6379' }, `REDIS_URL: got a URL without a user, allowed: ${url}`],
  [{ REDIS_URL: 'rediss://%zz@redis' }, `REDIS_URL: got a URL with a user that cannot be decoded, allowed: ${url}`],
  [{ REDIS_URL: 'rediss://backend-1@redis/2' }, `REDIS_URL: got a URL with a path, allowed: ${url}`],
  [
    { REDIS_URL: 'rediss://backend-1:hunter2@redis' },
    `REDIS_URL: got a URL with a password in it, allowed: ${url}; it belongs in REDIS_AUTH_FILE`,
  ],
  [
    { REDIS_AUTH_FILE: undefined },
    'REDIS_AUTH_FILE: got nothing, allowed: the absolute path of a file with the password',
  ],
  [{ REDIS_AUTH_FILE: 'auth' }, 'REDIS_AUTH_FILE: got "auth", allowed: the absolute path of a file with the password'],
  [
    { REDIS_AUTH_FILE: missing },
    `REDIS_AUTH_FILE: got a path that cannot be read (${missing}: ENOENT), allowed: the absolute path of a file with the password`,
  ],
  [
    { REDIS_AUTH_FILE: write('empty', '\n') },
    `REDIS_AUTH_FILE: got a file that is not one (${join(folder, 'empty')}), allowed: a path of a file with the password`,
  ],
  [
    { REDIS_CA_FILE: good.REDIS_AUTH_FILE },
    `REDIS_CA_FILE: got a file that is not one (${good.REDIS_AUTH_FILE}), allowed: a path of a PEM file with a certificate`,
  ],
];

for (const [change, message] of refused) {
  test(`refused: ${JSON.stringify(change).replaceAll(folder, '')}`, () => {
    assert.throws(
      () => readConfig({ ...good, ...change }),
      (err) => {
        assert.ok(err instanceof ConfigError);
        assert.equal(err.message, message);
        return true;
      },
    );
  });
}

test('the process exits 1 with one line that names every bad variable and no secret', async (t) => {
  const run = spawnService(t, { ...good, PORT: 'x', REDIS_URL: 'rediss://backend-1:hunter2@redis' });
  assert.deepEqual(await run.exited, { code: 1, signal: null });
  assert.equal(run.lines.length, 1);
  assert.equal(run.lines[0].level, 'error');
  assert.equal(run.lines[0].msg, 'bad environment');
  assert.match(run.lines[0].error, /^PORT: got "x", .*; REDIS_URL: got a URL with a password/);
  assert.doesNotMatch(JSON.stringify(run.lines), /hunter2/);
  assert.equal(run.stderr, '');
});
