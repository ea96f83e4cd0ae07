import type { ControlId } from '../../../controls';
import { cpuLimit } from './cpu-limit';
import { dropCapabilities } from './drop-capabilities';
import { ephemeralStorageLimit } from './ephemeral-storage-limit';
import { healthChecks } from './health-checks';
import { appArmorProfile } from './apparmor-profile';
import { memoryLimit } from './memory-limit';
import { narrowExposure } from './narrow-exposure';
import { noHostAccess } from './no-host-access';
import { noPrivilegeEscalation } from './no-privilege-escalation';
import { noSecretValues } from './no-secret-values';
import { nonRootUser } from './non-root-user';
import { pinnedImage } from './pinned-image';
import { podSecurityLevel } from './pod-security-level';
import { readOnlyRoot } from './read-only-root';
import type { AdmissionRule } from './rule';
import { seccompProfile } from './seccomp-profile';
import { secretsAsFiles } from './secrets-as-files';
import { serviceAccountToken } from './service-account-token';

/** Every control that CEL can say about an object of Kubernetes, in the order of the controls. */
export const admissionRules = [
  nonRootUser,
  readOnlyRoot,
  dropCapabilities,
  noPrivilegeEscalation,
  seccompProfile,
  appArmorProfile,
  memoryLimit,
  cpuLimit,
  ephemeralStorageLimit,
  noHostAccess,
  healthChecks,
  secretsAsFiles,
  serviceAccountToken,
  narrowExposure,
  podSecurityLevel,
  pinnedImage,
  noSecretValues,
] as const satisfies readonly AdmissionRule[];

/** A control that has a policy. */
export type AdmissionId = (typeof admissionRules)[number]['control'];

/** Every other control, and why no policy can say it: one that is in neither place does not compile. */
export const notForAdmission: Readonly<Record<Exclude<ControlId, AdmissionId>, string>> = {
  'swap-limit': 'no field of a pod limits swap: the kubelet does',
  'pids-limit': 'no field of a pod limits processes: the kubelet does',
  'encrypted-edges': 'who calls whom, and on which port, is in the contract; no object says it',
  'declared-edges-only':
    'who reaches whom is what all policies of the namespace come to; CEL sees the one that is sent',
  'default-deny': 'whether one policy denies all is a question about all of them, absent ones included',
  'redis-tls-only': 'the configuration is a text in one object, and the command line over it is in another',
  'redis-least-privilege': 'the rules are in a file inside a Secret, and the callers in the contract',
  'image-user': 'the Dockerfile is not in the cluster',
};
