import { cpuLimit } from './cpu-limit';
import { dropCapabilities } from './drop-capabilities';
import { ephemeralStorageLimit } from './ephemeral-storage-limit';
import { healthChecks } from './health-checks';
import { apparmorProfile } from './apparmor-profile';
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
  apparmorProfile,
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
