import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE, REPOSITORY } from './copy';

/** A secret as the contract names it: its file, and who reads it where. */
interface ExpectedSecret {
  readonly file: string;
  readonly kind: string;
  readonly readers: readonly {
    readonly workload: string;
    readonly kubernetes: { readonly secret: string; readonly key: string };
  }[];
}

interface Contract {
  readonly projects: Readonly<Record<string, { readonly secrets: readonly ExpectedSecret[] }>>;
}

const contract = JSON.parse(readFileSync(join(REPOSITORY, EXAMPLE, 'deploy/hardened.json'), 'utf8')) as Contract;
const secrets = Object.values(contract.projects).flatMap((project) => project.secrets);

/** Files of all passwords, below the folder of secrets. */
export const passwordFiles: readonly string[] = secrets
  .filter(({ kind }) => kind === 'password')
  .map(({ file }) => file);

/** The file of the password that a workload reads. */
export function passwordOf(workload: string): string {
  const found = secrets.find(
    ({ kind, readers }) => kind === 'password' && readers.some((r) => r.workload === workload),
  );
  if (found === undefined) throw new Error(`hardened.json names no password for ${workload}`);
  return found.file;
}

/** The file of one kind that a workload reads, and the Secret and key where a cluster has it. */
export function secretOf(
  workload: string,
  kind: string,
): { readonly file: string; readonly secret: string; readonly key: string } {
  for (const one of secrets.filter((secret) => secret.kind === kind)) {
    const reader = one.readers.find((candidate) => candidate.workload === workload);
    if (reader !== undefined) return { file: one.file, ...reader.kubernetes };
  }
  throw new Error(`hardened.json names no ${kind} for ${workload}`);
}
