// Logs in to a Postgres over TLS by the variables that `connectTo` gives under DATABASE: enough of its protocol for that.
const { readFileSync } = require('node:fs');
const { connect } = require('node:net');
const tls = require('node:tls');

const message = (kind, body) => {
  const head = Buffer.alloc(4);
  head.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), head, body]);
};
const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const SSL_REQUEST = message('', number(80877103));
const VERSION_3 = number(196608);

/** 'logged in', or what went wrong. */
exports.logIn = () =>
  new Promise((resolve) => {
    const url = new URL(process.env.DATABASE_URL);
    const read = (what) => readFileSync(process.env[`DATABASE_${what}_FILE`], 'utf8');
    const { hostname: host, port } = url;
    const socket = connect({ host, port: Number(port), timeout: 5_000 }, () => socket.write(SSL_REQUEST));
    const end = (what) => {
      socket.destroy();
      resolve(what);
    };
    socket.on('timeout', () => end('time-out')).on('error', ({ code }) => end(code));
    socket.once('data', (first) => {
      if (String(first) !== 'S') return end('no TLS');
      const secured = tls.connect({ socket, servername: host, ca: read('CA') }, () => {
        const names = `user\0${url.username}\0database\0${url.pathname.slice(1)}\0\0`;
        secured.write(message('', Buffer.concat([VERSION_3, Buffer.from(names)])));
      });
      secured.on('error', ({ code, message: text }) => end(code ?? text));
      secured.on('data', (answer) => {
        if (answer.toString('latin1', 0, 1) !== 'R')
          return end(answer.toString('latin1', 5).replaceAll('\0', ' ').trim());
        if (answer.readInt32BE(5) === 0) return end('logged in');
        secured.write(message('p', Buffer.from(`${read('AUTH').trim()}\0`)));
      });
    });
  });
