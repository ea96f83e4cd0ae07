import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../engine/docker/copy';
import { run } from '../engine/run/command';

/**
 * Makes the secrets of a program: what others bring, by its name and the file that it is in, is asked for first, and not
 * made. Gives the folder of the secrets.
 */
export async function makeSecrets(
  deploy: string,
  project: string,
  brought: Readonly<Record<string, string>>,
): Promise<string> {
  const init = (mayFail: boolean) =>
    run(process.execPath, ['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'init', deploy], {
      cwd: REPOSITORY,
      mayFail,
    });
  const first = await init(true);
  const asked = `${first.out}${first.err}`;
  const secrets = join(deploy, 'compose', project, 'secrets');
  for (const [name, from] of Object.entries(brought)) {
    if (!asked.includes(name)) throw new Error(`secrets init does not ask for ${name}:\n${asked}`);
    writeFileSync(join(secrets, name), readFileSync(from));
    chmodSync(join(secrets, name), 0o644); // behind the folder of its owner, as the others
  }
  await init(false);
  return secrets;
}

/** A certificate that is its own authority, and its key. */
export async function selfSigned(
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

/** The password of a server that is none of ours, in a file. */
export function passwordOfSomebody(work: string, name: string): string {
  const file = join(work, name);
  writeFileSync(file, 'from-somebody-else\n', { mode: 0o600 });
  return file;
}
