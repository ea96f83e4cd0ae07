/** One question to a process: is it well? */
export type HealthCheck =
  | {
      readonly kind: 'http';
      readonly path: string;
      readonly port: string;
      readonly number: number;
      /** Asked over TLS. */
      readonly tls?: true;
    }
  | { readonly kind: 'tcp'; readonly port: string; readonly number: number }
  | { readonly kind: 'exec'; readonly command: readonly string[] };

/** A program of an image that asks over HTTP; only Node can connect to a port as well. */
export type HealthClient = 'node' | 'curl' | 'wget';

/** How a workload is asked, and how often. */
export interface Health {
  /** Asked until it holds once; the others start then. */
  readonly startup: HealthCheck;
  /** Restarts the container when it fails. */
  readonly live: HealthCheck;
  /** Takes the container out of service while it fails. Compose, which asks one question, asks this one. */
  readonly ready: HealthCheck;
  /** What the image has to ask with, for engines that ask from inside; absent where it has nothing. */
  readonly client?: HealthClient;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row that count. */
  readonly failures: number;
  /** Longest time until the first success. */
  readonly startupSeconds: number;
}

/** Where a workload that serves TLS finds the authority its own health check trusts. */
const AUTHORITY = '/secrets/ca.crt';

/** Seconds between questions while a process starts. */
export const STARTUP_PERIOD = 2;

/**
 * The question of readiness as a command inside the container, for engines that ask by running one. Node asks by itself,
 * so that its images need no curl. An open port is found without any client: the kernel lists it.
 */
export function readyCommand({ ready: check, client }: Pick<Health, 'ready' | 'client'>): readonly string[] {
  if (check.kind === 'exec') return check.command;
  if (check.kind === 'tcp') return client === 'node' ? nodeConnects(check.number) : isListenedOn(check.number);
  if (check.tls) return asksOverTls(check, client);
  const url = `http://127.0.0.1:${check.number}${check.path}`;
  if (client === 'curl') return ['curl', '--fail', '--silent', '--show-error', '--output', '/dev/null', url];
  if (client === 'wget') return ['wget', '-q', '-O', '/dev/null', url];
  return ['node', '-e', `fetch('${url}').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))`];
}

const nodeConnects = (port: number): readonly string[] => [
  'node',
  '-e',
  `require('node:net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`,
];

/** `0A` is the state of a socket that listens; a kernel without IPv6 has no second list. */
const isListenedOn = (port: number): readonly string[] => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return ['grep', '-qsE', `:${hex} [0-9A-F]+:0000 0A`, '/proc/net/tcp', '/proc/net/tcp6'];
};

/** Asks this machine under a name of the certificate, and trusts the authority of the project alone. */
function asksOverTls({ number, path }: { readonly number: number; readonly path: string }, client: Health['client']) {
  if (client === 'curl') {
    const quiet = ['--fail', '--silent', '--show-error', '--output', '/dev/null'];
    const local = ['--resolve', `localhost:${number}:127.0.0.1`, '--cacert', AUTHORITY];
    return ['curl', ...quiet, ...local, `https://localhost:${number}${path}`];
  }
  const options = `{servername:'localhost',ca:require('node:fs').readFileSync('${AUTHORITY}')}`;
  const judge = '(r)=>process.exit(r.statusCode<400?0:1)';
  const url = `https://127.0.0.1:${number}${path}`;
  return ['node', '-e', `require('node:https').get('${url}',${options},${judge}).on('error',()=>process.exit(1))`];
}
