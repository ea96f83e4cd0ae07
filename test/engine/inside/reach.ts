// Runs in a container, by its own Node: tries to get out, and says what happened.
import { lookup } from 'node:dns/promises';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

interface Asked {
  readonly tcp: readonly string[];
  readonly udp: readonly string[];
  readonly names: readonly string[];
}

const WAIT_MS = 3_000;

const address = (text: string): { readonly host: string; readonly port: number } => {
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
};

const code = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

function tcp(to: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ ...address(to), timeout: WAIT_MS });
    const end = (what: string): void => {
      socket.destroy();
      resolve(what);
    };
    socket.on('connect', () => end('connected'));
    socket.on('timeout', () => end('time-out'));
    socket.on('error', (error) => end(code(error)));
  });
}

function udp(to: string): Promise<string> {
  return new Promise((resolve) => {
    const { host, port } = address(to);
    const socket = createSocket('udp4');
    const end = (what: string): void => {
      socket.close();
      resolve(what);
    };
    const timer = setTimeout(() => end('no answer'), WAIT_MS);
    socket.on('message', () => {
      clearTimeout(timer);
      end('answered');
    });
    socket.on('error', (error) => {
      clearTimeout(timer);
      end(code(error));
    });
    socket.send('hello', port, host, (error) => error && socket.emit('error', error));
  });
}

async function name(of: string): Promise<string> {
  try {
    return (await lookup(of)).address;
  } catch (error) {
    return code(error);
  }
}

async function all(items: readonly string[], ask: (item: string) => Promise<string>): Promise<Record<string, string>> {
  const entries = await Promise.all(items.map(async (item) => [item, await ask(item)] as const));
  return Object.fromEntries(entries);
}

async function main(): Promise<void> {
  const asked = JSON.parse(process.env['PROBE'] ?? '{}') as Asked;
  const [overTcp, overUdp, names] = [all(asked.tcp, tcp), all(asked.udp, udp), all(asked.names, name)];
  process.stdout.write(JSON.stringify({ tcp: await overTcp, udp: await overUdp, names: await names }));
}

void main();
