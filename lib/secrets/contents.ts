import { X509Certificate, createPrivateKey } from 'node:crypto';
import { aclFile } from './acl-file';
import type { Disk } from './disk';
import { envFile } from './env-file';
import { issueAuthority, issueLeaf } from './issue';
import type { Circumstances, IssuedPair } from './issue';
import { validPasswords } from './rotation';
import type { Plan, Step } from './plan-types';

/** Bytes of a password: 256 bits, written as 43 characters that no shell, URL or configuration file reads otherwise. */
export const PASSWORD_BYTES = 32;

/**
 * Makes the content of every file that a plan makes or writes again, by file name. Nothing is written before all of it is
 * there, so whatever fails here leaves the disk as it was.
 */
export async function makeContents(plan: Plan, disk: Disk, by: Circumstances): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  const textOf = (step: Step | undefined) => (step && (made.get(step.file) ?? disk.entries.get(step.file)?.text)) ?? '';
  const valueOf = (secret: string) => textOf(plan.steps.find((step) => step.name === secret));
  const passwordsOf = (secret: string) => {
    const file = plan.steps.find((step) => step.name === secret)?.file ?? '';
    return validPasswords(file, (name) => made.get(name) ?? disk.entries.get(name)?.text);
  };
  const stepsOf = (kind: Step['recipe']['kind']) => plan.steps.filter((step) => step.recipe.kind === kind);
  const keep = (steps: readonly Step[], pair: IssuedPair) =>
    steps.forEach((step) => made.set(step.file, isKey(step) ? pair.key : pair.certificate));

  for (const step of stepsOf('password').filter(isNew)) {
    made.set(step.file, by.random(PASSWORD_BYTES).toString('base64url'));
  }
  const authority = [...stepsOf('authority-key'), ...stepsOf('authority')];
  if (authority.some(isNew)) keep(authority, await issueAuthority(plan.chart, by));
  for (const { recipe } of stepsOf('certificate').filter(isNew)) {
    if (recipe.kind !== 'certificate') continue;
    const signer = {
      certificate: new X509Certificate(textOf(stepsOf('authority')[0])),
      key: createPrivateKey(textOf(stepsOf('authority-key')[0])),
    };
    const pair = plan.steps.filter((step) => isLeafOf(step, recipe.server.workload));
    keep(pair, await issueLeaf(recipe.server.dnsNames, signer, by));
  }
  for (const step of plan.steps.filter(isNew)) {
    if (step.recipe.kind === 'acl') made.set(step.file, aclFile(step.recipe.redis, passwordsOf));
    if (step.recipe.kind === 'env') made.set(step.file, envFile(step.recipe.variables, valueOf));
  }
  return made;
}

function isNew(step: Step): boolean {
  return step.action === 'make' || step.action === 'write';
}

function isKey({ recipe }: Step): boolean {
  return recipe.kind === 'private-key' || recipe.kind === 'authority-key';
}

function isLeafOf({ recipe }: Step, workload: string): boolean {
  return (recipe.kind === 'certificate' || recipe.kind === 'private-key') && recipe.server.workload === workload;
}
