import type { PodSecurityCheck } from './check';
import { containersOf, isOther } from './pod';

const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

/*
 * A probe asks the pod itself: with a host it would make the node send requests anywhere.
 *   …[*].{livenessProbe,readinessProbe,startupProbe,lifecycle.postStart,lifecycle.preStop}.{httpGet,tcpSocket}.host
 * Allowed values: absent, empty
 */
export const hostProbesAndHostLifecycle: PodSecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  reason: 'probe or lifecycle host',
  since: 34,
  broken: (pod) =>
    containersOf(pod)
      .flatMap((container) => handlers.map((handler) => container.at(...handler)))
      .flatMap((handler) => [handler.at('httpGet', 'host'), handler.at('tcpSocket', 'host')])
      .filter((host) => isOther(host, [''])),
};
