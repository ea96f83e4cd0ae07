import type { PodSecurityCheck } from './check';
import { everyContext, hasOwnUsers } from './pod';

/*
 * Nobody asks for user 0.
 *   spec.securityContext.runAsUser, and that of every container
 * Allowed values: absent, anything but 0; from 1.35 on anything where the pod has users of its own
 */
export const runAsUser: PodSecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  reason: 'runAsUser=0',
  since: 23,
  broken: (pod, minor) =>
    minor >= 35 && hasOwnUsers(pod) ? [] : everyContext(pod, 'runAsUser').filter(({ value }) => value === 0),
};
