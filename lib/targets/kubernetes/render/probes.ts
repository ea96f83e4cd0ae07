import { STARTUP_PERIOD, type Health, type HealthCheck } from '../../../model/health';
import { escapeDollars } from './escape';
import type { Container, ProbeHandler } from './types';

/** Startup, liveness and readiness probe of a container. */
export function probes(health: Health): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const { periodSeconds, timeoutSeconds, failures, startupSeconds } = health;
  const steady = { periodSeconds, timeoutSeconds, failureThreshold: failures };
  return {
    startupProbe: {
      ...handler(health.startup),
      periodSeconds: STARTUP_PERIOD,
      timeoutSeconds,
      failureThreshold: Math.ceil(startupSeconds / STARTUP_PERIOD),
    },
    livenessProbe: { ...handler(health.live), ...steady },
    readinessProbe: { ...handler(health.ready), ...steady },
  };
}

function handler(check: HealthCheck): ProbeHandler {
  if (check.kind === 'http')
    return { httpGet: { path: check.path, port: check.port, scheme: check.tls ? 'HTTPS' : undefined } };
  if (check.kind === 'tcp') return { tcpSocket: { port: check.port } };
  return { exec: { command: check.command.map(escapeDollars) } };
}
