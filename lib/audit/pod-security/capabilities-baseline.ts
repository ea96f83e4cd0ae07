import type { PodSecurityCheck } from './check';
import { containerContexts } from './pod';

/** What a container has without asking. Without NET_RAW, which some engines also give. */
const ordinary = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/*
 * No capability beyond the ordinary ones is added.
 *   spec.{containers,initContainers,ephemeralContainers}[*].securityContext.capabilities.add[*]
 */
export const capabilitiesBaseline: PodSecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  reason: 'non-default capabilities',
  since: 0,
  broken: (pod) =>
    containerContexts(pod)
      .flatMap((context) => context.at('capabilities', 'add').list())
      .filter(({ value }) => !ordinary.some((name) => name === value)),
};
