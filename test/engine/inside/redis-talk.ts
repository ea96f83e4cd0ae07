// Runs in a container, by its own Node: speaks to Redis without any client library, so that what is refused is seen.
import { readFileSync } from 'node:fs';
import { connect as plain, type Socket } from 'node:net';
import { connect as overTls, type SecureVersion } from 'node:tls';

interface Asked {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** The authority that is trusted; the container's own one if absent. */
  readonly ca?: string;
  readonly maxVersion?: SecureVersion;
  readonly user?: string;
  /** The container's own one if absent. */
  readonly password?: string;
  readonly commands: readonly (readonly string[])[];
}

const WAIT_MS = 4_000;
const own = (name: string): string => readFileSync(process.env[name] ?? '', 'utf8');

function open(asked: Asked): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { host, port, maxVersion } = asked;
    const old = maxVersion === undefined ? {} : { maxVersion, minVersion: maxVersion, ciphers: 'ALL@SECLEVEL=0' };
    const socket = asked.tls
      ? overTls({ host, port, servername: host, ca: asked.ca ?? own('REDIS_CA_FILE'), ...old }, () => resolve(socket))
      : plain({ host, port }, () => resolve(socket));
    socket.setTimeout(WAIT_MS, () => socket.destroy(new Error('time-out')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
  });
}

const encode = (command: readonly string[]): string =>
  `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** One command at a time; of its answer the first line, which says all that is asked here. */
function say(socket: Socket, command: readonly string[]): Promise<string> {
  if (socket.destroyed) return Promise.resolve('closed');
  return new Promise((resolve) => {
    const done = (text: string): void => {
      socket.removeAllListeners('data');
      resolve(text);
    };
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('\r\n')) setTimeout(() => done(text.split('\r\n').slice(0, 2).join(' ').trim()), 20);
    });
    socket.once('close', () => done('closed'));
    socket.once('error', (error) => done(`closed: ${error.message}`));
    socket.write(encode(command));
  });
}

async function main(): Promise<void> {
  const asked = JSON.parse(process.env['PROBE'] ?? '{}') as Asked;
  const replies: string[] = [];
  let error = '';
  try {
    const socket = await open(asked);
    const user = asked.user;
    const first = user === undefined ? [] : [['AUTH', user, asked.password ?? own('REDIS_AUTH_FILE')]];
    for (const command of [...first, ...asked.commands]) replies.push(await say(socket, command));
    socket.destroy();
  } catch (thrown) {
    error = (thrown as NodeJS.ErrnoException).code ?? (thrown as Error).message;
  }
  process.stdout.write(JSON.stringify({ error, replies }));
}

void main();
