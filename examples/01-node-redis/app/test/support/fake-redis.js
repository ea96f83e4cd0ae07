import tls from 'node:tls';

/**
 * Enough of Redis for one client: TLS, the login, and the commands that the service sends. Knobs are read at each command:
 * `password`, `delayMs` (how late it answers) and `mute` (it reads and says nothing, like a host that vanished).
 */
export async function startFakeRedis({ cert, key, password = 'secret-1', port = 0 }) {
  const fake = { password, delayMs: 0, mute: false, seen: [], data: new Map(), sockets: new Set() };
  const server = tls.createServer({ cert, key }, (socket) => {
    fake.sockets.add(socket);
    socket.on('close', () => fake.sockets.delete(socket));
    socket.on('error', () => {});
    let buffer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      buffer += text;
      for (let hit = parse(buffer); hit; hit = parse(buffer)) {
        buffer = buffer.slice(hit.length);
        fake.seen.push(hit.args);
        if (fake.mute) continue;
        const reply = execute(fake, hit.args);
        setTimeout(
          () => socket.destroyed || socket.write(reply),
          ['AUTH', 'HELLO'].includes(hit.args[0]) ? 0 : fake.delayMs,
        );
      }
    });
  });
  server.on('tlsClientError', () => {});
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  fake.port = server.address().port;
  fake.stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      for (const socket of fake.sockets) socket.destroy();
    });
  return fake;
}

/** The first whole command of the buffer (texts of these tests are ASCII, so characters are bytes). */
function parse(buffer) {
  const head = /^\*(\d+)\r\n/.exec(buffer);
  if (!head) return undefined;
  const args = [];
  let at = head[0].length;
  for (let i = 0; i < Number(head[1]); i++) {
    const size = /^\$(\d+)\r\n/.exec(buffer.slice(at));
    if (!size) return undefined;
    const end = at + size[0].length + Number(size[1]);
    if (buffer.length < end + 2) return undefined;
    args.push(buffer.slice(at + size[0].length, end));
    at = end + 2;
  }
  return { args, length: at };
}

const wrongPassword = '-WRONGPASS invalid username-password pair\r\n';

function execute(fake, [name, ...args]) {
  const bulk = (text) => (text === undefined ? '$-1\r\n' : `$${text.length}\r\n${text}\r\n`);
  switch (name) {
    case 'AUTH': // AUTH user password
      return args[1] === fake.password ? '+OK\r\n' : wrongPassword;
    case 'HELLO': // HELLO 2 AUTH user password
      return args[3] === fake.password ? '*2\r\n$5\r\nproto\r\n:2\r\n' : wrongPassword;
    case 'PING':
      return '+PONG\r\n';
    case 'SET':
      fake.data.set(args[0], args[1]);
      return '+OK\r\n';
    case 'GET':
      return bulk(fake.data.get(args[0]));
    case 'DEL':
      return `:${fake.data.delete(args[0]) ? 1 : 0}\r\n`;
    default:
      return `-ERR unknown command '${name}'\r\n`;
  }
}
