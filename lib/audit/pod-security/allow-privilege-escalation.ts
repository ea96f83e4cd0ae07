import type { PodSecurityCheck } from './check';
import { containerContexts, isWindows } from './pod';

/*
 * No process gets more privileges than its parent.
 *   spec.{containers,initContainers,ephemeralContainers}[*].securityContext.allowPrivilegeEscalation
 * Allowed values: false
 */
export const allowPrivilegeEscalation: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  reason: 'allowPrivilegeEscalation != false',
  since: 8,
  broken: (pod, minor) =>
    minor >= 25 && isWindows(pod)
      ? []
      : containerContexts(pod)
          .map((context) => context.at('allowPrivilegeEscalation'))
          .filter(({ value }) => value !== false),
};
