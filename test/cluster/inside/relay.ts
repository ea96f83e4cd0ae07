// Runs in the sandbox: datagrams that arrive at ADDRESS:53 are asked of the resolver on loopback.
import { createSocket } from 'node:dgram';

const [address = ''] = process.argv.slice(2);
const server = createSocket('udp4', (question, from) => {
  const asked = createSocket('udp4', (answer) => {
    server.send(answer, from.port, from.address, () => asked.close());
  });
  asked.send(question, 53, '127.0.0.1');
  setTimeout(() => asked.unref(), 0);
});
server.bind(53, address, () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0)); // it ends with who started it
