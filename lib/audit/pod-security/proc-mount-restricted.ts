import type { PodSecurityCheck } from './check';
import { unmasked } from './proc-mount';

/*
 * /proc stays masked, also where the pod has users of its own.
 *   spec.{containers,initContainers,ephemeralContainers}[*].securityContext.procMount
 * Allowed values: absent, Default
 */
export const procMountRestricted: PodSecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  reason: 'procMount',
  since: 35,
  overrides: 'procMount',
  broken: unmasked,
};
