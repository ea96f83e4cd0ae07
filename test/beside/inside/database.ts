// Runs in the network outside: a server of somebody else that speaks enough of Postgres' protocol to log in over TLS, and
// answers nothing without. Arguments: port, certificate, key, user, database, file with the password.
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

const [port = '', cert = '', key = '', user = '', database = '', auth = ''] = process.argv.slice(2);
const password = readFileSync(auth, 'utf8').trim();
const secureContext = createSecureContext({ cert: readFileSync(cert), key: readFileSync(key) });

const SSL_REQUEST = 80877103;
const ASK_PASSWORD = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
const LOGGED_IN = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const refused = Buffer.from('E\0\0\0\x1fC28P01\0Mpassword refused\0\0\0');

function logIn(socket: Socket): void {
  const secured = new TLSSocket(socket, { isServer: true, secureContext });
  secured.on('error', () => socket.destroy());
  secured.once('data', (startup: Buffer) => {
    const known = startup.toString('latin1', 8).startsWith(`user\0${user}\0database\0${database}\0`);
    secured.write(known ? ASK_PASSWORD : refused);
    secured.once('data', (answer: Buffer) => {
      secured.write(known && answer.toString('latin1', 5, answer.length - 1) === password ? LOGGED_IN : refused);
    });
  });
}

const server = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', (first: Buffer) => {
    if (first.length !== 8 || first.readInt32BE(4) !== SSL_REQUEST) return void socket.destroy();
    socket.write('S', () => logIn(socket));
  });
});
server.listen(Number(port), '0.0.0.0', () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0)); // it ends with who started it
