import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged, notHeld } from '../answers';
import { APPLICATION, compose, isReady, REDIS, shellIn, type Stack, untilHealthy, untilReady } from '../docker/stack';
import { run, until } from '../run/command';
import type { Ask } from './ask';

const OTHER = 'somebody-else.example';

/** A key and a certificate for another name, signed by the very authority that the application trusts. */
async function issueForOtherName(stack: Stack): Promise<{ readonly crt: string; readonly key: string }> {
  const { work } = stack.engine;
  const [key, csr, ext] = ['other.key', 'other.csr', 'other.ext'].map((name) => join(work, name)) as [
    string,
    string,
    string,
  ];
  const secret = (name: string): string => join(stack.folder, 'secrets', name);
  writeFileSync(ext, `subjectAltName=DNS:${OTHER}\n`);
  const flags = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/CN=${OTHER}`];
  await run('openssl', ['req', ...flags, '-keyout', key, '-out', csr]);
  const sign = ['-CA', secret('ca.crt'), '-CAkey', secret('ca.key'), '-set_serial', '7', '-days', '2', '-extfile', ext];
  const crt = (await run('openssl', ['x509', '-req', '-in', csr, ...sign])).out;
  return { crt, key: readFileSync(key, 'utf8') };
}

/** In place: a rename would leave the container on the old file. */
function present(stack: Stack, { crt, key }: { readonly crt: string; readonly key: string }): void {
  writeFileSync(join(stack.folder, 'secrets', 'redis.crt'), crt);
  writeFileSync(join(stack.folder, 'secrets', 'redis.key'), key);
}

/**
 * Redis itself presents a certificate of another name for a while. Its own health check does not look at names, so it
 * stays healthy; the application, with its own client, must not.
 */
export const otherName: Ask = async (stack) => {
  const read = (name: string): string => readFileSync(join(stack.folder, 'secrets', name), 'utf8');
  const right = { crt: read('redis.crt'), key: read('redis.key') };
  if (!(await isReady(stack))) return notHeld('the application is not ready to begin with');
  let refused = false;
  let why = '';
  try {
    present(stack, await issueForOtherName(stack));
    await compose(stack, ['restart', REDIS]);
    await untilHealthy(stack, REDIS);
    const named = await shellIn(
      stack,
      REDIS,
      'redis-cli --tls --cacert /secrets/ca.crt -h localhost -p 6379 ping 2>&1',
    );
    if (!named.includes('NOAUTH')) return notHeld(`Redis does not answer with the other certificate: ${named}`);
    const log = async (): Promise<string> =>
      (await compose(stack, ['logs', '--no-color', '--since', '20s', APPLICATION])).out;
    await until('a refusal in the log', 15_000, async () => (await log()).includes(`DNS:${OTHER}`)).catch(
      () => undefined,
    );
    why = /Hostname\/IP does not match[^"]*/.exec(await log())?.[0] ?? '';
    refused = why !== '' && !(await isReady(stack));
  } finally {
    present(stack, right);
    await compose(stack, ['restart', REDIS]);
    await untilHealthy(stack, REDIS);
  }
  await untilReady(stack);
  return judged(refused ? [] : ['it took Redis under another name'], `${why}; ready again with the right one`);
};
