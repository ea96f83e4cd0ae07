// Speaks to a Redis over TLS by the variables that `connectTo` gives under a prefix. Without a library: what is asked is
// what the server answers, and no image has to be built.
const { readFileSync } = require('node:fs');
const { connect } = require('node:tls');

/** One answer of the protocol from `at` on: its value and where it ends; nothing if it is not whole. */
function parse(text, at = 0) {
  const end = text.indexOf('\r\n', at);
  if (end < 0) return undefined;
  const [kind, rest, next] = [text[at], text.slice(at + 1, end), end + 2];
  if (kind === '+' || kind === ':') return { value: rest, next };
  if (kind === '-') return { value: new Error(rest), next };
  const length = Number(rest);
  if (length < 0) return { value: null, next };
  if (kind === '$')
    return text.length < next + length + 2
      ? undefined
      : { value: text.slice(next, next + length), next: next + length + 2 };
  const value = [];
  let from = next;
  while (value.length < length) {
    const item = parse(text, from);
    if (item === undefined) return undefined;
    value.push(item.value);
    from = item.next;
  }
  return { value, next: from };
}

/** Logs in, and gives a function that sends one command; refusals are thrown. It throws too when the connection is lost. */
exports.open = async (prefix) => {
  const url = new URL(process.env[`${prefix}_URL`]);
  const read = (what) => readFileSync(process.env[`${prefix}_${what}_FILE`], 'utf8');
  const waiting = [];
  let text = '';
  const lost = (error) => waiting.splice(0).forEach(({ reject }) => reject(error));
  const socket = await new Promise((resolve, reject) => {
    const { hostname: host, port } = url;
    const opening = connect({ host, port: Number(port), servername: host, ca: read('CA') }, () => resolve(opening));
    opening.setTimeout(10_000, () => opening.destroy(new Error('time-out')));
    opening.once('error', reject);
  });
  socket.setEncoding('latin1').on('error', lost);
  socket.on('close', () => lost(new Error('connection lost')));
  socket.on('data', (chunk) => {
    text += chunk;
    for (let answer = parse(text); answer && waiting.length > 0; answer = parse(text)) {
      text = text.slice(answer.next);
      const { resolve, reject } = waiting.shift();
      if (answer.value instanceof Error) reject(answer.value);
      else resolve(answer.value);
    }
  });
  const say = (...words) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('connection lost'));
      waiting.push({ resolve, reject });
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
    });
  await say('AUTH', url.username, read('AUTH').trim());
  return { say, end: () => socket.destroy() };
};
