import { judged, type Answer } from '../../engine/answers';
import type { Depot } from '../running';

interface Options {
  readonly plain?: boolean;
  /** What is trusted; the file that the caller was given if absent. */
  readonly ca?: string;
  readonly name?: string;
}

/** One GET from front to back; prints the status, or why there is none. */
const ask = ({ plain, ca, name }: Options): string => `
const { get } = require('node:${plain ? 'http' : 'https'}');
const { readFileSync } = require('node:fs');
const { hostname: host, port } = new URL(process.env.BACK_URL);
const ca = ${ca === undefined ? 'readFileSync(process.env.BACK_CA_FILE)' : JSON.stringify(ca)};
const request = get({ host, port, path: '/', timeout: 3000, ca, servername: ${name === undefined ? 'host' : JSON.stringify(name)} }, (response) => {
  process.stdout.write(String(response.statusCode));
  response.resume();
});
request.on('timeout', () => request.destroy(new Error('time-out')));
request.on('error', (error) => process.stdout.write(error.code ?? error.message));`;

const isAnswer = (text: string): boolean => /^\d+$/.test(text);

export async function plainText(running: Depot): Promise<Answer> {
  const right = await running.node('front', ask({}));
  const plain = await running.node('front', ask({ plain: true }));
  const problems = [
    ...(right === '200' ? [] : [`over TLS it does not answer either: ${right}, nothing is proved`]),
    ...(isAnswer(plain) ? [`plain text is answered: ${plain}`] : []),
  ];
  return judged(problems, `over TLS ${right}, in plain text ${plain}`);
}

export async function verified(running: Depot): Promise<Answer> {
  const right = await running.node('front', ask({}));
  const stranger = await running.node('front', ask({ ca: running.strangersAuthority }));
  const otherName = await running.node('front', ask({ name: 'front' }));
  const problems = [
    ...(right === '200' ? [] : [`with the project's authority: ${right}`]),
    ...(isAnswer(stranger) ? [`with another authority: ${stranger}`] : []),
    ...(isAnswer(otherName) ? [`under another name: ${otherName}`] : []),
  ];
  return judged(problems, `trusted: ${right}; another authority: ${stranger}; another name: ${otherName}`);
}
