import type { Health, HealthCheck } from '../model/health';
import type { Report } from '../model/problem';
import type { NamedPort } from '../model/workload';
import { readMapping, readTexts } from './shape';
import { readCount, readSeconds } from './units';
import type { HealthCheckProps, HealthProps } from './workload-props';

/** Health props as the model has them; `ports[0]` is the main port. */
export function readHealth(given: HealthProps, ports: readonly NamedPort[], report: Report): Health {
  const props = readMapping<never>(given as Readonly<Record<string, never>>, 'health', report) as HealthProps;
  const main: HealthCheck = { kind: 'tcp', port: ports[0]?.name ?? 'http', number: ports[0]?.number ?? 0 };
  const read = (check: HealthCheckProps | undefined, prop: string, fallback: HealthCheck): HealthCheck =>
    check === undefined ? fallback : readCheck(check, `health.${prop}`, ports, fallback, report);
  const live = read(props.live, 'live', main);
  return {
    live,
    ready: read(props.ready, 'ready', live),
    startup: read(props.startup, 'startup', live),
    periodSeconds: readSeconds(props.period, 'health.period', 10, [1, 300], report),
    timeoutSeconds: readSeconds(props.timeout, 'health.timeout', 3, [1, 60], report),
    failures: readCount(props.failures, 'health.failures', 3, [1, 20], report),
    startupSeconds: readSeconds(props.startupTime, 'health.startupTime', 60, [2, 3600], report),
  };
}

function readCheck(
  check: HealthCheckProps,
  prop: string,
  ports: readonly NamedPort[],
  fallback: HealthCheck,
  report: Report,
): HealthCheck {
  if (typeof check === 'object' && 'exec' in check) {
    const command = readTexts(check.exec, prop, report) ?? [];
    if (command.length === 0)
      report(prop, check.exec, 'a command and its arguments', "for instance { exec: ['node', 'health.js'] }");
    return { kind: 'exec', command };
  }
  const name = typeof check === 'string' ? undefined : 'tcp' in check ? check.tcp : check.port;
  const port = name === undefined ? ports[0] : ports.find((candidate) => candidate.name === name);
  if (!port) {
    report(
      prop,
      name,
      `a port of this workload: ${ports.map((candidate) => candidate.name).join(', ')}`,
      'name a declared port',
    );
    return fallback;
  }
  if (typeof check === 'object' && 'tcp' in check) return { kind: 'tcp', port: port.name, number: port.number };
  const path = typeof check === 'string' ? check : check.http;
  if (!/^\/[A-Za-z0-9._~/-]*$/.test(path))
    report(prop, path, "an HTTP path such as '/readyz', without query", 'start it with a slash');
  return { kind: 'http', path, port: port.name, number: port.number };
}
