import type { AnyControl } from './control';
import { cpuLimit } from './cpu-limit';
import { declaredEdgesOnly } from './declared-edges-only';
import { defaultDeny } from './default-deny';
import { dropCapabilities } from './drop-capabilities';
import { encryptedEdges } from './encrypted-edges';
import { ephemeralStorageLimit } from './ephemeral-storage-limit';
import { healthChecks } from './health-checks';
import { imageUser } from './image-user';
import { apparmorProfile } from './apparmor-profile';
import { memoryLimit } from './memory-limit';
import { narrowExposure } from './narrow-exposure';
import { noHostAccess } from './no-host-access';
import { noPrivilegeEscalation } from './no-privilege-escalation';
import { noSecretValues } from './no-secret-values';
import { nonRootUser } from './non-root-user';
import { pidsLimit } from './pids-limit';
import { pinnedImage } from './pinned-image';
import { podSecurityLevel } from './pod-security-level';
import { readOnlyRoot } from './read-only-root';
import { redisLeastPrivilege } from './redis-least-privilege';
import { redisTlsOnly } from './redis-tls-only';
import { seccompProfile } from './seccomp-profile';
import { secretsAsFiles } from './secrets-as-files';
import { serviceAccountToken } from './service-account-token';
import { swapLimit } from './swap-limit';

/** Every control, in the order of tables: by kind of subject, then by weight. */
export const controls = [
  nonRootUser,
  readOnlyRoot,
  dropCapabilities,
  noPrivilegeEscalation,
  seccompProfile,
  apparmorProfile,
  memoryLimit,
  swapLimit,
  cpuLimit,
  pidsLimit,
  ephemeralStorageLimit,
  noHostAccess,
  healthChecks,
  secretsAsFiles,
  encryptedEdges,
  serviceAccountToken,
  declaredEdgesOnly,
  narrowExposure,
  podSecurityLevel,
  defaultDeny,
  redisTlsOnly,
  redisLeastPrivilege,
  pinnedImage,
  imageUser,
  noSecretValues,
] as const satisfies readonly AnyControl[];

type Each = (typeof controls)[number];

/** The id of a control. */
export type ControlId = Each['id'];

/** The id of a control that an exception may relax. */
export type RelaxableId = Exclude<Each, { readonly exception: 'never' }>['id'];

/** Members of a union that have a field; the field's value. */
type Field<T, K extends string> = T extends { readonly [P in K]: infer V } ? V : never;

type Item<T> = T extends readonly (infer I)[] ? I : never;

/** Ids that controls mention: what follows from an exception or a mutation, and what makes up for a control. */
type Mentioned =
  | Item<Field<Each['exception'], 'also'>>
  | Item<Field<Item<Field<Each['in'][keyof Each['in']], 'weaken'>>, 'implies'>>
  | Item<Field<Each['in'][keyof Each['in']], 'compensatedBy'>>;

/** Fails to compile where a mentioned id belongs to no control. */
export type MentionedId = Known<Mentioned>;

type Known<Id extends ControlId> = Id;
