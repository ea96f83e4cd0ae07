import type { PodSecurityCheck } from './check';
import { everyContext } from './pod';

/*
 * No process of a Windows node runs outside a container.
 *   spec.securityContext.windowsOptions.hostProcess, and that of every container
 * Allowed values: absent, false
 */
export const windowsHostProcess: PodSecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  reason: 'hostProcess',
  since: 0,
  broken: (pod) => everyContext(pod, 'windowsOptions', 'hostProcess').filter(({ value }) => value === true),
};
