import type { At } from '../../controls/at';
import { isPresent } from '../../targets/values';
import type { PodSecurityCheck } from './check';
import { containerContexts, contextOf, isOther, isWindows } from './pod';
import { filtering } from './seccomp-profile-baseline';

/*
 * System calls are filtered.
 *   spec.securityContext.seccompProfile.type, and that of every container
 * Allowed values: RuntimeDefault, Localhost; absent in a container whose pod has one of them
 */
export const seccompProfileRestricted: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  reason: 'seccompProfile',
  since: 19,
  overrides: 'seccompProfile_baseline',
  broken: (pod, minor) => {
    if (minor >= 25 && isWindows(pod)) return [];
    const around = contextOf(pod).at('seccompProfile', 'type');
    return [
      ...(isOther(around, filtering) ? [around] : []),
      ...containerContexts(pod)
        .map((context) => context.at('seccompProfile', 'type'))
        .filter((type) => (isPresent(type) ? isOther(type, filtering) : !isFiltering(around))),
    ];
  },
};

const isFiltering = (type: At): boolean => isPresent(type) && !isOther(type, filtering);
