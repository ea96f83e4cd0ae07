import type { Names } from './names';

/** Where a server is that is not part of the program, and as whom it is called. */
export interface ExternalProps {
  /** User that the URL names. @default - none */
  readonly user?: string;
  /**
   * File name of the certificate authority that its clients trust: a secret that somebody else makes, in the `secrets`
   * folder of the Compose project. @default - none: the authorities that the program trusts anyway
   */
  readonly ca?: string;
  /** Its addresses, as one block; needed where they are private. @default - every public address */
  readonly cidr?: string;
  /** Kubernetes namespace, for a Service of the same cluster; the port is that of its pods then. @default - outside of the cluster */
  readonly namespace?: string;
  /** Labels of its pods in that namespace. @default - every pod */
  readonly labels?: Readonly<Record<string, string>>;
  /** Host that Compose calls in its place, for a Service of the cluster. @default - none: nothing is opened in Compose */
  readonly composeHost?: string;
}

/** A Redis that is not part of the program. */
export interface ExternalRedisProps extends ExternalProps {
  /** TCP port, TLS only. @default 6379 */
  readonly port?: number;
}

/** A server, other than a Redis, that is not part of the program. */
export interface ExternalServiceProps extends ExternalProps {
  /** TCP port. */
  readonly port: number;
  /** Scheme of the URL, for instance `postgresql`. */
  readonly scheme: string;
  /** Name of the database, the path of the URL. @default - none */
  readonly database?: string;
}

/** A server that is not part of the program: a target of `connectTo` without a container. */
export interface External extends ExternalProps {
  readonly kind: 'external';
  /** What made it, for messages. */
  readonly made: 'ExternalRedis' | 'ExternalService';
  readonly host: string;
  readonly port: number;
  readonly scheme: string;
  readonly database?: string;
}

/** A Redis that is not part of the program. */
export interface ExternalRedis extends External {
  readonly made: 'ExternalRedis';
}

/** A Postgres, or another server that is not part of the program. */
export interface ExternalService extends External {
  readonly made: 'ExternalService';
}

/** Names of what is known of a server, without those that `at` adds. */
export const externalNames = {
  user: true,
  ca: true,
  cidr: true,
  namespace: true,
  labels: true,
  composeHost: true,
  port: true,
  scheme: true,
  database: true,
} as const satisfies Names<ExternalRedisProps & ExternalServiceProps>;

/** Names a Redis that somebody else runs. */
export const ExternalRedis = {
  /** A managed Redis by its host name, over TLS: `web.connectTo(ExternalRedis.at('cache.example.com', { port: 6380 }))`. */
  at: (host: string, props: ExternalRedisProps = {}): ExternalRedis => ({
    port: 6379,
    ...props,
    kind: 'external',
    made: 'ExternalRedis',
    scheme: 'rediss',
    host,
  }),
};

/** Names a server that somebody else runs. */
export const ExternalService = {
  /** A server by its host name: `ExternalService.at('db.example.com', { scheme: 'postgresql', port: 5432, user: 'app' })`. */
  at: (host: string, props: ExternalServiceProps): ExternalService => ({
    ...props,
    kind: 'external',
    made: 'ExternalService',
    host,
  }),
};
