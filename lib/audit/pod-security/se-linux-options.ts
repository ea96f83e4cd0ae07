import type { PodSecurityCheck } from './check';
import { everyContext, isOther } from './pod';

const types = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/*
 * The SELinux context stays that of a container.
 *   spec.securityContext.seLinuxOptions.{type,user,role}, and those of every container
 * Allowed values: absent, empty; type also container_t, container_init_t, container_kvm_t, and container_engine_t from 1.31 on
 */
export const seLinuxOptions: PodSecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  reason: 'seLinuxOptions',
  since: 0,
  broken: (pod, minor) =>
    everyContext(pod, 'seLinuxOptions').flatMap((options) => [
      ...[options.at('type')].filter((type) => isOther(type, minor >= 31 ? [...types, 'container_engine_t'] : types)),
      ...[options.at('user'), options.at('role')].filter((at) => isOther(at, [''])),
    ]),
};
