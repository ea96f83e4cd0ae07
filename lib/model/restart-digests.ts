import { createHash } from 'node:crypto';
import type { Project } from './project';
import type { ConfigFile, Workload } from './workload';

/**
 * Digests whose change restarts a workload: of its configuration files, and of a Redis server's ACL rules. Each target
 * carries them under these names; `undefined` where a workload has neither.
 */
export function restartDigests(project: Project, workload: Workload): Readonly<Record<string, string>> | undefined {
  const acl = project.redis.find((server) => server.workload === workload.name)?.aclDigest;
  const config = configDigest(workload.files);
  const digests = { 'cdk8s-hardened/acl': acl, 'cdk8s-hardened/config': config };
  const known = Object.entries(digests).flatMap(([name, digest]) =>
    digest === undefined ? [] : [[name, digest] as const],
  );
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** The same of init containers and sidecars, whose pod is restarted: each under its own name. */
export const companionDigests = (companions: readonly Workload[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    companions.flatMap(({ name, files }) => {
      const digest = configDigest(files);
      return digest === undefined ? [] : [[`cdk8s-hardened/config.${name}`, digest] as const];
    }),
  );

/** First 16 hex digits of the SHA-256 of names and contents. */
function configDigest(files: readonly ConfigFile[]): string | undefined {
  if (files.length === 0) return undefined;
  const text = JSON.stringify(files.map(({ name, content }) => [name, content]));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
