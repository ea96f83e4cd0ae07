import type { Visits } from '../running';
import type { Round } from './prove';

const WEB = '../../../web/src';
const SNIFFED = `// by its first byte: TLS, or plain text
import { createServer as createEither } from 'node:net';
const plain = createPlain(handle);
createEither((socket) => socket.once('readable', () => {
  const first = socket.read();
  if (first === null) return;
  socket.unshift(first);
  (first[0] === 22 ? server : plain).emit('connection', socket);
})).listen(Number(PORT), () => log('listening', PORT));`;

/** What must be noticed of example 03 on an engine. */
export const VISITS_ROUNDS: readonly Round<Visits>[] = [
  [
    { name: 'no commands in README', red: ['visits/comes-up'], asked: () => ({ readme: '' }) },
    {
      name: 'networks with a way out',
      red: ['visits/outside'],
      files: (b) => b.set('networks/web1_to_redis', {}),
    },
    {
      name: 'default capabilities',
      red: ['visits/processes'],
      files: (b) => b.remove('services/web2/cap_drop'),
    },
    { name: 'a writable root', red: ['visits/writable'], files: (b) => b.set('services/web1/read_only', false) },
    {
      name: 'the password of another',
      red: ['visits/own-secrets'],
      files: (b) =>
        b.edit(
          'compose.yaml',
          '- source: web1.redis-auth',
          '- source: web2.redis-auth\n        target: /secrets/other\n      $&',
        ),
    },
    {
      name: 'a server that answers plain text too',
      red: ['visits/web-tls'],
      files: (b) => b.edit(`${WEB}/server.js`, /^server\.listen.*$/m, SNIFFED),
    },
    {
      name: 'a user who may do all, with any password',
      red: ['visits/redis-rights'],
      files: (b) => b.edit('secrets/redis.acl', /^user web1 .*$/m, 'user web1 on nopass ~* &* +@all'),
    },
    {
      name: 'a door that does not ask the other server',
      red: ['visits/web1-lost'],
      files: (b) => b.edit('config/nginx/nginx.conf', 'error_page 502 503 504 = @other;', ''),
    },
    {
      name: 'a server that ends with Redis',
      red: ['visits/redis-lost'],
      files: (b) =>
        b.edit(
          `${WEB}/visits.js`,
          /client\.on\('error'.*$/m,
          "$&\n  client.on('ready', () => client.on('error', () => process.exit(1)));",
        ),
    },
  ],
  [
    {
      name: 'a door that knows one server',
      red: ['visits/counts'],
      files: (b) => b.edit('config/nginx/nginx.conf', '50% web1; * web2;', '50% web1; * web1;'),
    },
    {
      name: 'a door in the network of Redis',
      red: ['visits/pairs'],
      files: (b) => b.edit('compose.yaml', '- nginx_to_web1\n', '- nginx_to_web1\n      - web1_to_redis\n'),
    },
  ],
];
