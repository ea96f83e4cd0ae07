import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { initSecrets } from '../../lib/secrets/init';
import { systemRandom } from '../../lib/secrets/issue';

const EXAMPLE = join(__dirname, '..', '..', 'examples', '01-node-redis', 'deploy');
const installed = spawnSync('redis-server', ['--version']).status === 0;

/** The files of the example in a real Redis, with the configuration as it is committed but for paths and port. */
(installed ? describe : describe.skip)('a real redis-server (skipped where none is installed)', () => {
  let [root, port, server]: [string, number, ChildProcess | undefined] = ['', 0, undefined];
  const secrets = (file: string) => join(root, 'deploy', 'compose', 'shop', 'secrets', file);

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'secrets-redis-'));
    cpSync(EXAMPLE, join(root, 'deploy'), { recursive: true });
    rmSync(secrets('.'), { recursive: true, force: true });
    const lines = await initSecrets({
      deploy: join(root, 'deploy'),
      now: new Date(),
      random: systemRandom,
      user: process.geteuid?.(),
    });
    expect(lines.filter(({ kind }) => kind === 'error')).toEqual([]);
    port = await freePort();
    const conf = readFileSync(configuration(), 'utf8')
      .replace(
        /^(tls-cert-file|tls-key-file|tls-ca-cert-file|aclfile) .*$/gm,
        (_line, key: string) => `${key} ${at(key)}`,
      )
      .replace(/^bind .*$/m, 'bind 127.0.0.1')
      .replace(/^tls-port .*$/m, `tls-port ${port}`)
      .replace(/^dir .*$/m, `dir ${root}`);
    writeFileSync(join(root, 'redis.conf'), conf);
    server = spawn('redis-server', [join(root, 'redis.conf')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((ready, failed) => {
      let log = '';
      server?.stdout?.on('data', (text: Buffer) => {
        log += text.toString();
        if (log.includes('Ready to accept connections')) ready();
      });
      server?.on('exit', () => failed(new Error(`redis-server ended: ${log}`)));
    });
  }, 120_000);

  afterAll(async () => {
    if (server !== undefined && server.exitCode === null) {
      const ended = new Promise((done) => server?.removeAllListeners('exit').on('exit', done));
      server.kill();
      await ended;
    }
    rmSync(root, { recursive: true, force: true });
  });

  function configuration(): string {
    const names = readdirSync(join(root, 'deploy'), { recursive: true, encoding: 'utf8' });
    return join(root, 'deploy', names.find((name) => basename(name) === 'redis.conf') ?? 'no redis.conf');
  }

  function at(key: string): string {
    const files = { 'tls-cert-file': 'redis.crt', 'tls-key-file': 'redis.key', 'tls-ca-cert-file': 'ca.crt' };
    return secrets(files[key as keyof typeof files] ?? 'redis.acl');
  }

  function ask(user: string, password: string, command: string): string {
    const args = ['--tls', '--cacert', secrets('ca.crt'), '-h', 'localhost', '-p', String(port), '--user', user];
    const env = { ...process.env, REDISCLI_AUTH: password };
    return execFileSync('redis-cli', [...args, ...command.split(' ')], { env, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  const denied = /^NOPERM/;
  type Row = readonly [user: string, file: string, command: string, answer: RegExp];
  test.each<Row>([
    ['health', 'redis-health', 'PING', /^PONG$/],
    ...['GET session:x', 'INFO', 'KEYS *', 'CONFIG GET dir', 'SET session:x 1', 'ACL WHOAMI'].map((command): Row => [
      'health',
      'redis-health',
      command,
      denied,
    ]),
    ['backend-1', 'backend-1.redis-auth', 'SET session:x 1 EX 60', /^OK$/],
    ['backend-1', 'backend-1.redis-auth', 'GET session:x', /^1$/],
    ...[
      'SET other:x 1',
      'GET other:x',
      'KEYS *',
      'SCAN 0',
      'RANDOMKEY',
      'DBSIZE',
      'FLUSHALL',
      'FLUSHDB',
      'CONFIG GET dir',
    ]
      .concat(['ACL LIST', 'CLIENT LIST', 'SHUTDOWN NOSAVE', 'EVAL return(1) 0', 'PUBLISH c x', 'INFO', 'SAVE'])
      .map((command): Row => ['backend-1', 'backend-1.redis-auth', command, denied]),
  ])('%s (%s): %s gives %s', (user, file, command, answer) => {
    expect(ask(user, readFileSync(secrets(file), 'utf8'), command)).toMatch(answer);
  });

  test('default is off, and another password does not let in', () => {
    // redis-cli goes on without a user when AUTH fails, and ends with 0: the answer counts.
    for (const user of ['default', 'backend-1', 'health']) expect(ask(user, 'wrong', 'PING')).toMatch(/^NOAUTH/);
  });

  test('plain text is refused', () => {
    const { status, stdout } = spawnSync('redis-cli', ['-h', 'localhost', '-p', String(port), 'PING'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
