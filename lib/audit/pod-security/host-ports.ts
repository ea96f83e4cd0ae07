import type { PodSecurityCheck } from './check';
import { containersOf, isOther } from './pod';

/*
 * No port of the host leads to a container.
 *   spec.{containers,initContainers,ephemeralContainers}[*].ports[*].hostPort
 * Allowed values: absent, 0
 */
export const hostPorts: PodSecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  reason: 'hostPort',
  since: 0,
  broken: (pod) =>
    containersOf(pod)
      .flatMap((container) => container.at('ports').list())
      .map((port) => port.at('hostPort'))
      .filter((port) => isOther(port, [0])),
};
