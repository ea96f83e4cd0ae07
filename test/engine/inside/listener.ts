// Runs in a network namespace: answers on the ports that it is given, TCP and UDP, and writes a line for each caller.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const ports = process.argv.slice(2).map(Number);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  for (const port of ports) {
    const server = createServer((socket) => {
      say(`tcp ${port} from ${socket.remoteAddress}`);
      socket.on('error', () => undefined);
      socket.end('hello\n');
    });
    await new Promise<void>((resolve) => server.listen(port, '0.0.0.0', resolve));
    const udp = createSocket('udp4', (message, from) => {
      say(`udp ${port} from ${from.address}`);
      udp.send(message, from.port, from.address, () => undefined);
    });
    await new Promise<void>((resolve) => udp.bind(port, '0.0.0.0', resolve));
  }
  say('ready');
  process.stdin.resume().on('end', () => process.exit(0)); // it ends with who started it
}

void main();
