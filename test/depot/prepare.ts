import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outside } from '../engine/docker/outside';
import { makeSecrets, passwordOfSomebody, selfSigned } from '../stack/secrets';
import { ARCHIVE, PROJECT, writeDepot } from './program';

export interface Prepared {
  /** The deploy folder, with all secrets. */
  readonly deploy: string;
  readonly authority: string;
  readonly strangersAuthority: string;
}

/** Writes the program's output, starts the server of somebody else, and makes the secrets. */
export async function prepareDepot(work: string, outside: Outside): Promise<Prepared> {
  const archive = await selfSigned(work, 'archive', ARCHIVE.host);
  const password = passwordOfSomebody(work, 'archive-password');
  await outside.start(join(__dirname, 'inside/archive.ts'), [
    String(ARCHIVE.port),
    archive.crt,
    archive.key,
    ARCHIVE.user,
    password,
  ]);
  const deploy = join(writeDepot(work, outside.host), 'deploy');
  const secrets = await makeSecrets(deploy, PROJECT, {
    'worker.archive-auth': password,
    'archive-ca.crt': archive.crt,
  });
  const stranger = await selfSigned(work, 'depot-stranger', 'stranger');
  const read = (file: string): string => readFileSync(file, 'utf8');
  return { deploy, authority: read(join(secrets, 'ca.crt')), strangersAuthority: read(stranger.crt) };
}
