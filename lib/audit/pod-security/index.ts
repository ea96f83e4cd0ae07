import type { At } from '../../controls/at';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { appArmorProfile } from './app-armor-profile';
import { capabilitiesBaseline } from './capabilities-baseline';
import { capabilitiesRestricted } from './capabilities-restricted';
import type { PodSecurityCheck, PodSecurityLevel } from './check';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbesAndHostLifecycle } from './host-probes-and-host-lifecycle';
import { privileged } from './privileged';
import { procMount } from './proc-mount';
import { procMountRestricted } from './proc-mount-restricted';
import { restrictedVolumes } from './restricted-volumes';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seLinuxOptions } from './se-linux-options';
import { seccompProfileBaseline } from './seccomp-profile-baseline';
import { seccompProfileRestricted } from './seccomp-profile-restricted';
import { sysctls } from './sysctls';
import { windowsHostProcess } from './windows-host-process';

export type { PodSecurityCheck, PodSecurityLevel } from './check';

/** Every check of the Pod Security Standards, the baseline ones first. */
export const podSecurityChecks: readonly PodSecurityCheck[] = [
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privileged,
  procMount,
  seLinuxOptions,
  seccompProfileBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
];

/** One check that a pod breaks, and where. */
export interface PodSecurityViolation {
  readonly check: PodSecurityCheck;
  /** Every place that breaks it, at least one; a place may be absent. */
  readonly at: readonly At[];
}

/** Rules of older versions read annotations in place of fields, which no supported API server does. */
const OLDEST = 19;

/**
 * What the API server would say to a pod, or to the template of one, in a namespace that enforces a level by the rules
 * of Kubernetes 1.`minor`. A minor version that is not out yet has the rules of the newest known one.
 *
 * @throws RangeError for rules older than those of 1.19.
 */
export function podSecurity(pod: At, level: PodSecurityLevel, minor: number): readonly PodSecurityViolation[] {
  if (!(minor >= OLDEST)) throw new RangeError(`pod security: 1.${minor}: the rules are known from 1.${OLDEST} on`);
  return checksOf(level, minor).flatMap((check) => {
    const at = check.broken(pod, minor);
    return at.length === 0 ? [] : [{ check, at }];
  });
}

/** The checks of a level by the rules of a minor version, without those that a stricter one takes the place of. */
function checksOf(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[] {
  if (level === 'privileged') return [];
  const all = podSecurityChecks.filter(
    (check) => check.since <= minor && (level === 'restricted' || check.level === 'baseline'),
  );
  return all.filter(({ id }) => !all.some(({ overrides }) => overrides === id));
}
