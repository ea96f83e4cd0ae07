import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** The deploy folder: `$HARDENED_OUTDIR`, else `<root>/deploy`. Never derived from cdk8s' own folder. */
const deployFolder = (root: string): string => resolve(process.env['HARDENED_OUTDIR'] || join(root, 'deploy'));

/** Where manifests go: `$CDK8S_OUTDIR`, else `kubernetes` below the deploy folder. */
export const manifestFolder = (root: string): string =>
  process.env['CDK8S_OUTDIR'] || join(deployFolder(root), 'kubernetes');

/**
 * Where everything but manifests goes; `undefined` where only manifests are wanted: cdk8s prints to stdout or tests, and
 * its folder is a temporary one.
 */
export function restFolder(root: string, outdir: string): string | undefined {
  const deploy = deployFolder(root);
  if (process.env['HARDENED_OUTDIR']) return deploy;
  const given = process.env['CDK8S_OUTDIR'];
  if (!given) return isTestFolder(outdir) ? undefined : deploy;
  const nominal = join(deploy, 'kubernetes');
  return [nominal, join(nominal, 'templates')].includes(resolve(given)) ? deploy : undefined;
}

/** The folder of `Testing.app()`. */
const isTestFolder = (outdir: string): boolean =>
  dirname(resolve(outdir)) === tmpdir() && basename(outdir).startsWith('cdk8s.');
