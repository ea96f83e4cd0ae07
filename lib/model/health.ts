/** One question to a process: is it well? */
export type HealthCheck =
  | { readonly kind: 'http'; readonly path: string; readonly port: string; readonly number: number }
  | { readonly kind: 'tcp'; readonly port: string; readonly number: number }
  | { readonly kind: 'exec'; readonly command: readonly string[] };

/** How a workload is asked, and how often. */
export interface Health {
  /** Asked until it holds once; the others start then. */
  readonly startup: HealthCheck;
  /** Restarts the container when it fails. */
  readonly live: HealthCheck;
  /** Takes the container out of service while it fails. Compose, which asks one question, asks this one. */
  readonly ready: HealthCheck;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row that count. */
  readonly failures: number;
  /** Longest time until the first success. */
  readonly startupSeconds: number;
}

/** Seconds between questions while a process starts. */
export const STARTUP_PERIOD = 2;

/**
 * The question as a command inside the container, for engines that ask by running one.
 * HTTP and TCP are asked by Node itself, so that no image needs curl.
 */
export function checkCommand(check: HealthCheck): readonly string[] {
  if (check.kind === 'exec') return check.command;
  if (check.kind === 'http')
    return [
      'node',
      '-e',
      `fetch('http://127.0.0.1:${check.number}${check.path}').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))`,
    ];
  return [
    'node',
    '-e',
    `require('node:net').connect(${check.number},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`,
  ];
}
