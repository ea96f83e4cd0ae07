import type { PodSecurityCheck } from './check';
import { contextOf } from './pod';

/** Settings of the kernel that concern the pod alone, by the first minor version whose rules have them. */
const safe: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};

/*
 * Only settings of the kernel that concern the pod alone are changed.
 *   spec.securityContext.sysctls[*].name
 */
export const sysctls: PodSecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  reason: 'forbidden sysctls',
  since: 0,
  broken: (pod, minor) =>
    contextOf(pod)
      .at('sysctls')
      .list()
      .map((sysctl) => sysctl.at('name'))
      .filter(({ value }) => !(typeof value === 'string' && minor >= (safe[value] ?? Infinity))),
};
