import { groups } from '../model/once';
import type { EnvVariable, SecretUse } from '../model/workload';
import type { ChartMembers } from './chart-members';
import { connectionEnv, connectionSecrets, userName, type Connection } from './connection';
import { externalEnv, externalSecrets, type ExternalConnection } from './external-connection';
import { linkEnv, linkSecrets, serverSecrets, type WorkloadConnection } from './workload-connection';

/** What the connections of a chart bring to one workload. */
export interface Brought {
  /** Its own connections to servers of somebody else. */
  readonly externals: readonly ExternalConnection[];
  /** Its ports on which its program serves TLS. */
  readonly tlsPorts: readonly number[];
  /** What it reads because of them, as caller and as callee. */
  readonly secrets: readonly SecretUse[];
  /** Where its callees are. */
  readonly env: readonly EnvVariable[];
}

/** Says of each workload what the connections of its chart bring it; they are sorted once for all of them. */
export function broughtBy({ connections, links, externals }: ChartMembers): (workload: string) => Brought {
  const toRedis = groups(connections, ({ caller }) => caller);
  const toWorkloads = groups(links, ({ caller }) => caller);
  const toOthers = groups(externals, ({ caller }) => caller);
  const encrypted = groups(
    links.filter(({ tls }) => tls === 'app'),
    ({ listener }) => listener,
  );
  return (workload) => {
    const redis: readonly Connection[] = toRedis.get(workload) ?? [];
    const own: readonly WorkloadConnection[] = toWorkloads.get(workload) ?? [];
    const outside: readonly ExternalConnection[] = toOthers.get(workload) ?? [];
    const tlsPorts = (encrypted.get(workload) ?? []).map(({ port }) => port);
    return {
      externals: outside,
      tlsPorts,
      secrets: [
        ...(tlsPorts.length > 0 ? serverSecrets(workload) : []),
        ...redis.flatMap(connectionSecrets),
        ...own.flatMap(linkSecrets),
        ...outside.flatMap(externalSecrets),
      ],
      env: [
        ...redis.flatMap((connection) => connectionEnv(connection, userName(connection, redis))),
        ...own.flatMap(linkEnv),
        ...outside.flatMap(externalEnv),
      ],
    };
  };
}
