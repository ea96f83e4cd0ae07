import type { PodSecurityCheck } from './check';
import { everyContext, isOther } from './pod';

/** What filters system calls at all. */
export const filtering = ['RuntimeDefault', 'Localhost'];

/*
 * Nobody switches the filter of system calls off.
 *   spec.securityContext.seccompProfile.type, and that of every container
 * Allowed values: absent, RuntimeDefault, Localhost
 */
export const seccompProfileBaseline: PodSecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  reason: 'seccompProfile',
  since: 19,
  broken: (pod) => everyContext(pod, 'seccompProfile', 'type').filter((type) => isOther(type, filtering)),
};
