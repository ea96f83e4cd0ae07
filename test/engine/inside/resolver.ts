// Runs in the engine's namespace: a resolver on loopback that knows one address for every name and logs each question.
import { createSocket } from 'node:dgram';

const answerWith = (process.argv[2] ?? '0.0.0.0').split('.').map(Number);

interface Query {
  readonly name: string;
  readonly type: number;
  /** Where the question ends. */
  readonly end: number;
}

function parse(packet: Buffer): Query {
  const labels: string[] = [];
  let at = 12;
  for (let length = packet.readUInt8(at); length > 0; length = packet.readUInt8(at)) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: packet.readUInt16BE(at + 1), end: at + 5 };
}

function reply(packet: Buffer, { type, end }: Query): Buffer {
  const head = Buffer.from(packet.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(type === 1 ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  // the name as a pointer to the question; type A, class IN, 1 second, 4 bytes
  const answer = type === 1 ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...answerWith] : [];
  return Buffer.concat([head, Buffer.from(answer)]);
}

const socket = createSocket('udp4', (packet, from) => {
  try {
    const query = parse(packet);
    process.stdout.write(`query ${query.name}\n`);
    socket.send(reply(packet, query), from.port, from.address, () => undefined);
  } catch {
    process.stdout.write('query that cannot be read\n');
  }
});
socket.bind(53, '127.0.0.1', () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0)); // it ends with who started it
