import type { EnvVariable, SecretUse } from '../model/workload';
import { authorityUse, passwordUse } from './connection';
import type { External } from './external';

/** One connection to a server of somebody else, checked and complete. */
export interface ExternalConnection extends External {
  readonly caller: string;
  readonly prefix: string;
}

/** What the caller reads: its password, and the authority it trusts where that is none it knows. */
export const externalSecrets = (connection: ExternalConnection): readonly SecretUse[] => [
  passwordUse(connection),
  ...(connection.ca === undefined ? [] : [authorityUse(connection, connection.ca)]),
];

/** Where the server is. The user stands in the URL, the password never does. */
export function externalEnv(connection: ExternalConnection): readonly EnvVariable[] {
  const { prefix, scheme, user, host, port, database, composeHost } = connection;
  const url = (name: string): string => {
    const [who, what] = [user, database].map((part) => (part === undefined ? '' : encodeURIComponent(part)));
    return `${scheme}://${who ? `${who}@` : ''}${name}:${port}${what ? `/${what}` : ''}`;
  };
  return [
    {
      name: `${prefix}_URL`,
      value: url(composeHost ?? host),
      ...(composeHost !== undefined && { kubernetes: url(host) }),
    },
  ];
}
