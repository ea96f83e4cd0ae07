import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged, notHeld } from '../../engine/answers';
import { COMPOSE } from '../../engine/docker/copy';
import { secretOf } from '../../engine/docker/expected-secrets';
import { run, until } from '../../engine/run/command';
import { APPLICATION, isReady, NAMESPACE, podOf, podsOf, REDIS, untilReady, type Ask, type Cluster } from './cluster';

const OTHER = 'somebody-else.example';

/** A key and a certificate for another name, signed by the very authority that the application trusts. */
async function issueForOtherName(cluster: Cluster): Promise<{ readonly crt: string; readonly key: string }> {
  const file = (name: string): string => join(cluster.work, name);
  const secret = (name: string): string => join(cluster.copy, COMPOSE, 'secrets', name);
  writeFileSync(file('other.ext'), `subjectAltName=DNS:${OTHER}\n`);
  const flags = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/CN=${OTHER}`];
  await run('openssl', ['req', ...flags, '-keyout', file('other.key'), '-out', file('other.csr')]);
  const sign = [
    '-CA',
    secret('ca.crt'),
    '-CAkey',
    secret('ca.key'),
    '-set_serial',
    '7',
    '-days',
    '2',
    '-extfile',
    file('other.ext'),
  ];
  const crt = (await run('openssl', ['x509', '-req', '-in', file('other.csr'), ...sign])).out;
  return { crt, key: readFileSync(file('other.key'), 'utf8') };
}

/** Into the Secret, and a new pod of Redis that reads it. */
async function present(cluster: Cluster, { crt, key }: { readonly crt: string; readonly key: string }): Promise<void> {
  const [certificate, privateKey] = [secretOf(REDIS, 'certificate'), secretOf(REDIS, 'private-key')];
  const data = { [certificate.key]: crt, [privateKey.key]: key };
  const patch = join(cluster.work, 'patch.json');
  writeFileSync(patch, JSON.stringify({ stringData: data }), { mode: 0o600 });
  await cluster.kubectl(['patch', 'secret', '-n', NAMESPACE, certificate.secret, '--patch-file', patch]);
  const { metadata } = await podOf(cluster, REDIS);
  await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, metadata.name]);
  await untilReady(cluster, REDIS);
}

/**
 * Redis itself presents a certificate of another name for a while. Its own health check does not look at names, so it
 * stays ready; the application, with its own client, must not.
 */
export const otherName: Ask = async (cluster) => {
  const read = (name: string): string => readFileSync(join(cluster.copy, COMPOSE, 'secrets', name), 'utf8');
  const right = {
    crt: read(secretOf(REDIS, 'certificate').file),
    key: read(secretOf(REDIS, 'private-key').file),
  };
  await untilReady(cluster, APPLICATION);
  let why = '';
  try {
    await present(cluster, await issueForOtherName(cluster));
    const { metadata } = await podOf(cluster, APPLICATION);
    const log = async (): Promise<string> =>
      (await cluster.kubectl(['logs', '-n', NAMESPACE, metadata.name, '--since=60s'])).out;
    const refused = until('a refusal in the log', 120_000, async () => (await log()).includes(`DNS:${OTHER}`));
    await refused.catch(() => undefined);
    why = /Hostname\/IP does not match[^"]*/.exec(await log())?.[0] ?? '';
    const unready = until('it is not ready', 240_000, async () => !(await podsOf(cluster, APPLICATION)).some(isReady));
    await unready.catch(() => (why = ''));
  } finally {
    await present(cluster, right);
  }
  await untilReady(cluster, APPLICATION);
  return why === ''
    ? notHeld('it took Redis under another name')
    : judged([], `${why}; ready again with the right one`);
};
