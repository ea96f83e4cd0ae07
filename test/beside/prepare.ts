import { join } from 'node:path';
import type { Outside } from '../engine/docker/outside';
import { makeSecrets, passwordOfSomebody, selfSigned } from '../stack/secrets';
import { DATABASE, PROJECT, writeBeside } from './program';

/** Writes the program's output, starts the database of somebody else, and makes the secrets. Gives the deploy folder. */
export async function prepareBeside(work: string, outside: Outside): Promise<string> {
  const { crt, key } = await selfSigned(work, 'database', DATABASE.host);
  const password = passwordOfSomebody(work, 'database-password');
  const { port, user, database } = DATABASE;
  await outside.start(join(__dirname, 'inside/database.ts'), [String(port), crt, key, user, database, password]);
  const deploy = writeBeside(work, outside);
  await makeSecrets(deploy, PROJECT, {
    'web-token': password,
    'caller.database-auth': password,
    'db-ca.crt': crt,
  });
  return deploy;
}
