import { cisDocker } from './cis-docker';
import { cisKubernetes } from './cis-kubernetes';
import { nist800190 } from './nist-800-190';
import { nsaCisa } from './nsa-cisa';
import { owaspDocker } from './owasp-docker';
import { podSecurity } from './pod-security';

/** Every catalogue, in the order of tables. */
export const frameworks = {
  'pod-security': podSecurity,
  'cis-docker': cisDocker,
  'cis-kubernetes': cisKubernetes,
  'nsa-cisa': nsaCisa,
  'nist-800-190': nist800190,
  'owasp-docker': owaspDocker,
} as const;

/** A catalogue by its key. */
export type FrameworkId = keyof typeof frameworks;

/** Clauses that a control answers, at least in part. Keys and ids are checked by the compiler. */
export type Clauses = { readonly [F in FrameworkId]?: readonly (keyof (typeof frameworks)[F]['clauses'])[] };
