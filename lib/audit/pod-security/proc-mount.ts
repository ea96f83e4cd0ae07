import type { At } from '../../controls/at';
import type { PodSecurityCheck } from './check';
import { containerContexts, hasOwnUsers, isOther } from './pod';

/*
 * /proc stays masked.
 *   spec.{containers,initContainers,ephemeralContainers}[*].securityContext.procMount
 * Allowed values: absent, Default; from 1.35 on any value where the pod has users of its own
 */
export const procMount: PodSecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  reason: 'procMount',
  since: 0,
  broken: (pod, minor) => (minor >= 35 && hasOwnUsers(pod) ? [] : unmasked(pod)),
};

/** What breaks it whoever the users are. */
export const unmasked = (pod: At): readonly At[] =>
  containerContexts(pod)
    .map((context) => context.at('procMount'))
    .filter((mount) => isOther(mount, ['Default']));
