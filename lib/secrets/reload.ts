import { createHash } from 'node:crypto';
import type { ProjectContract, RedisContract } from '../model/contract';
import { shellWord } from './format';

/** Where a system runs. */
export type Place = 'compose' | 'kubernetes';

/** How a server is made to read its ACL file again: the words to run, and in which folder. */
export interface Reload {
  readonly server: string;
  readonly argv: readonly string[];
  /** The folder of compose.yaml; absent for a cluster, which any folder will do for. */
  readonly folder?: string;
}

/**
 * Has a server read its ACL file, by its own user `reload`, whose password never leaves its container. First it waits until
 * the file there is this one: a kubelet brings a new one within two minutes, a bind mount at once.
 */
const script = ({ port }: RedisContract, acl: string): string => {
  const wanted = createHash('sha256').update(acl).digest('hex');
  const cli = `redis-cli --tls --cacert /secrets/ca.crt -h localhost -p ${port} --user reload`;
  return (
    `n=0; until echo "${wanted}  /secrets/users.acl" | sha256sum -c >/dev/null 2>&1; ` +
    `do n=$((n+1)); [ $n -le 90 ] || { echo "the server does not have the new file yet"; exit 1; }; sleep 2; done; ` +
    `REDISCLI_AUTH="$(cat /secrets/reload)" ${cli} acl load | grep -x OK`
  );
};

/** The command for one server. `acl` is the content of its ACL file, of which only a digest is told. */
export function reloadOf(
  server: RedisContract,
  acl: string,
  at: { readonly place: Place; readonly folder: string; readonly namespace: ProjectContract['namespace'] },
): Reload {
  const run = ['sh', '-c', script(server, acl)];
  return at.place === 'compose'
    ? { server: server.workload, folder: at.folder, argv: ['docker', 'compose', 'exec', '-T', server.workload, ...run] }
    : {
        server: server.workload,
        argv: ['kubectl', 'exec', '-n', at.namespace.name, `service/${server.workload}`, '--', ...run],
      };
}

/** The command as one line for a shell. */
export function reloadText({ argv, folder }: Reload): string {
  const line = argv.map(shellWord).join(' ');
  return folder === undefined ? line : `(cd ${shellWord(folder)} && ${line})`;
}
