import type { At } from '../../controls/at';
import type { PodSecurityCheck } from './check';
import { containerContexts, isWindows } from './pod';

/*
 * Every capability is dropped, and only NET_BIND_SERVICE may be added again.
 *   spec.{containers,initContainers,ephemeralContainers}[*].securityContext.capabilities.{drop,add}
 */
export const capabilitiesRestricted: PodSecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  reason: 'unrestricted capabilities',
  since: 22,
  overrides: 'capabilities_baseline',
  broken: (pod, minor) =>
    minor >= 25 && isWindows(pod)
      ? []
      : containerContexts(pod).flatMap((context) => [
          ...(dropsAll(context) ? [] : [context.at('capabilities', 'drop')]),
          ...context
            .at('capabilities', 'add')
            .list()
            .filter(({ value }) => value !== 'NET_BIND_SERVICE'),
        ]),
};

const dropsAll = (context: At): boolean =>
  context
    .at('capabilities', 'drop')
    .list()
    .some(({ value }) => value === 'ALL');
