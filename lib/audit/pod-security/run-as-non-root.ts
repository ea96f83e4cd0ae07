import { isPresent } from '../../targets/values';
import type { PodSecurityCheck } from './check';
import { containerContexts, contextOf, hasOwnUsers } from './pod';

/*
 * The node refuses to start a container as root.
 *   spec.securityContext.runAsNonRoot, and that of every container
 * Allowed values: true; absent in a container whose pod says true; from 1.35 on anything where the pod has users of its own
 */
export const runAsNonRoot: PodSecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  reason: 'runAsNonRoot != true',
  since: 0,
  broken: (pod, minor) => {
    if (minor >= 35 && hasOwnUsers(pod)) return [];
    const around = contextOf(pod).at('runAsNonRoot');
    return [
      ...(around.value === false ? [around] : []),
      ...containerContexts(pod)
        .map((context) => context.at('runAsNonRoot'))
        .filter((at) => (isPresent(at) ? at.value === false : around.value !== true)),
    ];
  },
};
