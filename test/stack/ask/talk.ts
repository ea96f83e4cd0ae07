import { judged, type Answer } from '../../engine/answers';
import type { Visits } from '../running';

/** One GET over TLS or in plain text, from web2 to web1; prints the status, or why there is none. */
const ask = (options: string, plain = false): string => `
const { get } = require('node:${plain ? 'http' : 'https'}');
const { readFileSync } = require('node:fs');
const request = get({ host: '127.0.0.1', port: 5000, path: '/livez', timeout: 3000, ${options} }, (response) => {
  process.stdout.write(String(response.statusCode));
  response.resume();
});
request.on('timeout', () => request.destroy(new Error('time-out')));
request.on('error', (error) => process.stdout.write(error.code ?? error.message));`;

const OWN = "ca: readFileSync(process.env.REDIS_CA_FILE), servername: 'web1'";

/** In web1's own network, so that no policy answers in place of the server. */
export async function webTls(running: Visits): Promise<Answer> {
  const right = await running.node('web1', ask(OWN));
  const plain = await running.node('web1', ask('', true));
  const stranger = await running.node('web1', ask("servername: 'web1'"));
  const otherName = await running.node('web1', ask("ca: readFileSync(process.env.REDIS_CA_FILE), servername: 'web2'"));
  const problems = [
    ...(right === '200' ? [] : [`whoever trusts the authority gets ${right}`]),
    ...(/^\d+$/.test(plain) ? [`plain text is answered: ${plain}`] : []),
    ...(/^\d+$/.test(stranger) ? [`whoever trusts another authority gets ${stranger}`] : []),
    ...(/^\d+$/.test(otherName) ? ['its certificate is good for the name web2'] : []),
  ];
  return judged(problems, `trusted: ${right}; plain: ${plain}; other authority: ${stranger}; other name: ${otherName}`);
}

/** Commands of web1's user, by its own client library; prints each answer. */
const commands = (password: string): string => `
const { createClient } = require('/app/node_modules/redis');
const { readFileSync } = require('node:fs');
const url = new URL(process.env.REDIS_URL);
const client = createClient({
  username: url.username, password: ${password}, RESP: 2, disableClientInfo: true, maintNotifications: 'disabled',
  socket: { host: url.hostname, port: Number(url.port), tls: true, ca: readFileSync(process.env.REDIS_CA_FILE), reconnectStrategy: false },
});
client.on('error', () => {});
const said = (words) => client.sendCommand(words).then((answer) => 'OK ' + answer, (error) => error.message.split(' ')[0]);
client.connect().then(async () => {
  const all = [];
  for (const words of [['INCR', 'visits:tried'], ['GET', 'other'], ['KEYS', '*'], ['FLUSHALL'], ['CONFIG', 'GET', '*'], ['ACL', 'LIST']])
    all.push(words[0] + ' ' + (await said(words)));
  process.stdout.write(all.join('; '));
  client.destroy();
}, (error) => process.stdout.write('refused: ' + error.message.split(' ')[0]));`;

export async function redisRights(running: Visits): Promise<Answer> {
  const own = await running.node('web1', commands("readFileSync(process.env.REDIS_AUTH_FILE, 'utf8').trim()"));
  const wrong = await running.node('web1', commands("'another'"));
  const [first = '', ...rest] = own.split('; ');
  const problems = [
    ...(/^INCR OK \d+$/.test(first) ? [] : [`it cannot count: ${own}`]),
    ...rest.filter((line) => !line.endsWith(' NOPERM')),
    ...(rest.length === 5 ? [] : [`${rest.length} refusals`]),
    ...(wrong.startsWith('refused: WRONGPASS') ? [] : [`with another password: ${wrong}`]),
  ];
  return judged(problems, `${own}; with another password ${wrong}`);
}
