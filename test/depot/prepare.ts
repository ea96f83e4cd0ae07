import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outside } from '../engine/docker/outside';
import { run } from '../engine/run/command';
import { ARCHIVE, PROJECT, writeDepot } from './program';

const REPOSITORY = join(__dirname, '../..');

export interface Prepared {
  /** The deploy folder, with all secrets. */
  readonly deploy: string;
  readonly authority: string;
  readonly strangersAuthority: string;
}

/**
 * Writes the program's output, starts the server of somebody else, and makes the secrets: what that server's people bring
 * is asked for first, and not made.
 */
export async function prepareDepot(work: string, outside: Outside): Promise<Prepared> {
  const archive = await selfSigned(work, 'archive', ARCHIVE.host);
  const password = join(work, 'archive-password');
  writeFileSync(password, 'from-somebody-else\n', { mode: 0o600 });
  await outside.start(join(__dirname, 'inside/archive.ts'), [
    String(ARCHIVE.port),
    archive.crt,
    archive.key,
    ARCHIVE.user,
    password,
  ]);
  const deploy = join(writeDepot(work, outside.host), 'deploy');
  const init = (mayFail: boolean) =>
    run(process.execPath, ['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'init', deploy], {
      cwd: REPOSITORY,
      mayFail,
    });
  const first = await init(true);
  const asked = `${first.out}${first.err}`;
  const secrets = join(deploy, 'compose', PROJECT, 'secrets');
  for (const [name, from] of [
    ['worker.archive-auth', password],
    ['archive-ca.crt', archive.crt],
  ] as const) {
    if (!asked.includes(name)) throw new Error(`secrets init does not ask for ${name}:\n${asked}`);
    writeFileSync(join(secrets, name), readFileSync(from));
    chmodSync(join(secrets, name), 0o644); // behind the folder of its owner, as the others
  }
  await init(false);
  const stranger = await selfSigned(work, 'depot-stranger', 'stranger');
  const read = (file: string): string => readFileSync(file, 'utf8');
  return { deploy, authority: read(join(secrets, 'ca.crt')), strangersAuthority: read(stranger.crt) };
}

async function selfSigned(
  work: string,
  name: string,
  host: string,
): Promise<{ readonly crt: string; readonly key: string }> {
  const [crt, key] = [join(work, `${name}.crt`), join(work, `${name}.key`)];
  const flags = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  await run('openssl', ['req', ...flags, ...names, '-keyout', key, '-out', crt]);
  return { crt, key };
}
