import type { Health, HealthCheck } from '../model/health';
import type { EdgeTls } from '../model/contract';
import type { EnvVariable, SecretUse, Workload } from '../model/workload';
import { authorityUse, serverSecretName } from './connection';

/** How a workload is connected to another that is no Redis. */
export interface WorkloadConnectionProps {
  /** Name of the callee's port. @default - its main port */
  readonly port?: string;
  /** Prefix of the variables that tell the caller how to connect. @default - the callee's name in upper case: API_URL, API_CA_FILE for 'api' */
  readonly as?: string;
  /** Whether the caller starts only when the callee is ready; Compose waits, Kubernetes starts at once and restarts. @default 'after-ready' */
  readonly start?: 'after-ready' | 'any';
  /**
   * `'app'`: the callee's program serves TLS with the files that TLS_CERT_FILE and TLS_KEY_FILE name, and the caller trusts
   * the authority in `<AS>_CA_FILE`. `'none'`: plaintext. All callers of one port say the same.
   * @default 'app'
   */
  readonly tls?: EdgeTls;
}

/** One connection to a workload that is no Redis, checked and complete. */
export interface WorkloadConnection {
  readonly caller: string;
  /** Whom it is called by: the workload, also where one of its sidecars answers. */
  readonly callee: string;
  /** The container that answers: the callee, or a sidecar of it. */
  readonly listener: string;
  readonly port: number;
  /** Name of the port, for messages. */
  readonly portName: string;
  readonly prefix: string;
  readonly start: 'after-ready' | 'any';
  readonly tls: EdgeTls;
}

/** The authority that the caller trusts. */
export const linkSecrets = (link: WorkloadConnection): readonly SecretUse[] =>
  link.tls === 'none' ? [] : [authorityUse(link)];

/** Variables that tell the caller how to connect. */
export const linkEnv = ({ prefix, callee, port, tls }: WorkloadConnection): readonly EnvVariable[] => [
  { name: `${prefix}_URL`, value: `${tls === 'app' ? 'https' : 'http'}://${callee}:${port}` },
];

/** Ports on which the program of a container serves TLS. */
export const tlsPorts = (name: string, links: readonly WorkloadConnection[]): readonly number[] =>
  links.filter(({ listener, tls }) => listener === name && tls === 'app').map(({ port }) => port);

/** What a program that serves TLS reads: its certificate and key, and the authority that its health check trusts. */
export const serverSecrets = (name: string): readonly SecretUse[] =>
  (
    [
      ['ca.crt', 'ca.crt', undefined],
      ['tls.crt', `${name}.crt`, 'TLS_CERT_FILE'],
      ['tls.key', `${name}.key`, 'TLS_KEY_FILE'],
    ] as const
  ).map(([file, source, fileVariable]) => ({
    file,
    source,
    kubernetes: { secret: serverSecretName(name), key: file },
    fileVariable,
    valueVariable: undefined,
  }));

/** Health checks that ask ports with TLS over TLS. */
export function healthOver(health: Workload['health'], ports: readonly number[]): Health | undefined {
  const over = (check: HealthCheck): HealthCheck =>
    check.kind === 'http' && ports.includes(check.number) ? { ...check, tls: true } : check;
  return health && { ...health, startup: over(health.startup), live: over(health.live), ready: over(health.ready) };
}
