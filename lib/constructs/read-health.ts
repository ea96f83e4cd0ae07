import type { Health, HealthCheck, HealthClient } from '../model/health';
import { checkWrittenFile } from '../model/names';
import { said, type Report } from '../model/problem';
import type { NamedPort } from '../model/workload';
import { readCommandLine, readMapping } from './shape';
import { readCount, readSeconds } from './units';
import type { AnyWorkloadProps, ClientHealthProps, HealthCheckProps, HeartbeatProps } from './workload-props';

type Given = Exclude<AnyWorkloadProps['health'], 'none' | undefined>;

/** What a workload has that questions are about. */
interface Asked {
  /** The first is the main one. */
  readonly ports: readonly NamedPort[];
  /** Folders the process may write. */
  readonly folders: readonly string[];
  readonly client: HealthClient | undefined;
}

const CLIENTS: readonly HealthClient[] = ['node', 'curl', 'wget'];

/** Health props as the model has them. */
export function readHealth(given: Given | undefined, asked: Asked, report: Report): Health {
  const props = readMapping<never>(given as Readonly<Record<string, never>> | undefined, 'health', report) as Given;
  const client = 'client' in props && props.client !== undefined ? props.client : asked.client;
  if (client !== undefined && !CLIENTS.includes(client))
    report('health.client', client, CLIENTS.join(' | '), 'name the one that the image has, or remove it');
  const { live, ready, startup } = readQuestions(props, asked, report);
  if (ready.kind === 'http' && client === undefined)
    report(
      'health.ready',
      said(`${ready.path} over HTTP, without a client`),
      'HTTP where the image has something to ask with: Compose asks from inside the container',
      `set health.client to ${CLIENTS.join(', ')}, whichever the image has, or ready: { tcp: '${ready.port}' }`,
    );
  return {
    live,
    ready,
    startup,
    ...(client !== undefined && { client }),
    periodSeconds: readSeconds(props.period, 'health.period', 10, [1, 300], report),
    timeoutSeconds: readSeconds(props.timeout, 'health.timeout', 3, [1, 60], report),
    failures: readCount(props.failures, 'health.failures', 3, [1, 20], report),
    startupSeconds: readSeconds(props.startupTime, 'health.startupTime', 60, [2, 3600], report),
  };
}

/** The three questions: one of a worker for all of them, else each by itself. */
function readQuestions(props: Given, asked: Asked, report: Report): Pick<Health, 'live' | 'ready' | 'startup'> {
  if ('exec' in props || 'file' in props) {
    const check = 'exec' in props ? readCommand(props.exec, 'health.exec', report) : heartbeat(props, asked, report);
    return { live: check, ready: check, startup: check };
  }
  const { ports } = asked;
  const main: HealthCheck = { kind: 'tcp', port: ports[0]?.name ?? 'http', number: ports[0]?.number ?? 0 };
  const read = (key: 'live' | 'ready' | 'startup', fallback: HealthCheck): HealthCheck => {
    const check = (props as ClientHealthProps)[key];
    return check === undefined ? fallback : readCheck(check, `health.${key}`, ports, fallback, report);
  };
  if (ports.length === 0 && (props as ClientHealthProps).live === undefined)
    report(
      'health',
      said('no question, and no port that could be asked'),
      "a command, for a NodeWorker also the age of a file, or 'none' with an exception of health-checks",
      "for instance health: { exec: ['node', 'health.js'] }",
    );
  const live = read('live', main);
  return { live, ready: read('ready', live), startup: read('startup', live) };
}

/** Asks whether a file was written a short time ago. */
function heartbeat({ file, maxAge }: HeartbeatProps, { folders }: Asked, report: Report): HealthCheck {
  checkWrittenFile(file, 'health.file', folders, report);
  const seconds = readSeconds(maxAge, 'health.maxAge', 30, [1, 86_400], report);
  const age = `Date.now()-require('node:fs').statSync('${file}').mtimeMs`;
  return { kind: 'exec', command: ['node', '-e', `process.exit(${age}<${seconds * 1000}?0:1)`] };
}

function readCommand(given: readonly string[], prop: string, report: Report): HealthCheck {
  const command = readCommandLine(given, prop, "{ exec: ['node', 'health.js'] }", report) ?? [];
  return { kind: 'exec', command };
}

function readCheck(
  check: HealthCheckProps,
  prop: string,
  ports: readonly NamedPort[],
  fallback: HealthCheck,
  report: Report,
): HealthCheck {
  if (typeof check === 'object' && 'exec' in check) return readCommand(check.exec, prop, report);
  const name = typeof check === 'string' ? undefined : 'tcp' in check ? check.tcp : check.port;
  const port = name === undefined ? ports[0] : ports.find((candidate) => candidate.name === name);
  if (!port) {
    report(
      prop,
      name ?? check,
      `a port of this workload: ${ports.map((candidate) => candidate.name).join(', ') || 'it has none'}`,
      ports.length > 0 ? 'name a declared port' : "ask by a command: { exec: ['…'] }",
    );
    return fallback;
  }
  if (typeof check === 'object' && 'tcp' in check) return { kind: 'tcp', port: port.name, number: port.number };
  const path = typeof check === 'string' ? check : check.http;
  if (!/^\/[A-Za-z0-9._~/-]*$/.test(path))
    report(prop, path, "an HTTP path such as '/readyz', without query", 'start it with a slash');
  return { kind: 'http', path, port: port.name, number: port.number };
}
