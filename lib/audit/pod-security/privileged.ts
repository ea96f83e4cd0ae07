import type { PodSecurityCheck } from './check';
import { containerContexts } from './pod';

/*
 * No container is privileged.
 *   spec.{containers,initContainers,ephemeralContainers}[*].securityContext.privileged
 * Allowed values: absent, false
 */
export const privileged: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  reason: 'privileged',
  since: 0,
  broken: (pod) =>
    containerContexts(pod)
      .map((context) => context.at('privileged'))
      .filter(({ value }) => value === true),
};
