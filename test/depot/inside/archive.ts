// Runs in the network outside: a server of somebody else that speaks enough of Redis' protocol over TLS to log in and
// to be asked whether it is there. Arguments: port, certificate, key, user, file with the password.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';

const [port = '', cert = '', key = '', user = '', auth = ''] = process.argv.slice(2);
const password = readFileSync(auth, 'utf8').trim();

const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (socket) => {
  let known = false;
  socket.setEncoding('latin1').on('error', () => undefined);
  socket.on('data', (text: string) => {
    const words = text.split('\r\n').filter((_, at) => at > 0 && at % 2 === 0);
    if (words[0] === 'AUTH') known = words[1] === user && words[2] === password;
    if (words[0] === 'AUTH') return socket.write(known ? '+OK\r\n' : '-WRONGPASS no such user or password\r\n');
    return socket.write(known ? '+PONG\r\n' : '-NOAUTH log in first\r\n');
  });
});
server.on('tlsClientError', () => undefined);
server.listen(Number(port), '0.0.0.0', () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0)); // it ends with who started it
