import type { PodSecurityCheck } from './check';
import { everyContext, isOther } from './pod';

/*
 * AppArmor stays on.
 *   metadata.annotations[container.apparmor.security.beta.kubernetes.io/*]: absent, empty, runtime/default, localhost/*
 *   spec.securityContext.appArmorProfile.type, and that of every container: absent, RuntimeDefault, Localhost
 */
export const appArmorProfile: PodSecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  reason: 'forbidden AppArmor profile',
  since: 0,
  broken: (pod) => [
    ...everyContext(pod, 'appArmorProfile')
      .map((profile) => profile.at('type'))
      .filter((type) => isOther(type, ['RuntimeDefault', 'Localhost'])),
    ...pod
      .at('metadata', 'annotations')
      .entries()
      .filter(([name]) => name.startsWith('container.apparmor.security.beta.kubernetes.io/'))
      .map(([, at]) => at)
      .filter(({ value }) => value !== '' && value !== 'runtime/default' && !String(value).startsWith('localhost/')),
  ],
};
