/** Edits of the program that weaken it: what is looked for, and what comes in its place. */
type Edit = readonly [from: string | RegExp, to: string];

/** In back.js: TLS or plain text, by the first byte. */
export const EITHER: Edit = [
  /^server\.listen.*$/m,
  `const plain = require('node:http').createServer((request, response) => response.end('plain\\n'));
require('node:net').createServer((socket) => socket.once('readable', () => {
  const first = socket.read();
  if (first === null) return;
  socket.unshift(first);
  (first[0] === 22 ? server : plain).emit('connection', socket);
})).listen(Number(process.env.PORT));`,
];

/** In worker.js: work is taken and not done. */
export const DROPPED: Edit = ["await redis.say('LPUSH', 'job:done',", "void ('job:done',"];

/** In worker.js: the worker makes the file itself. */
export const OWN_PLACES: Edit = [
  'async function main() {',
  `$&\n  writeFileSync('/etc/depot/places.json', '{"places":["here","there"]}\\n');`,
];
