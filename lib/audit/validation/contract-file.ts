import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Contract } from '../../model/contract';
import { CONTRACT_FILE } from '../../targets/placing';

/** The contract of an app, and the folder that its paths are relative to. */
export interface FoundContract {
  readonly folder: string;
  readonly contract: Contract;
}

/**
 * Finds the contract that synth wrote: where it is said to be, in `$HARDENED_OUTDIR`, or in one of the folders around
 * the manifests: cdk8s writes them to `kubernetes`, or to `kubernetes/templates` for Helm.
 *
 * @throws where a file that was named is not there, or is no contract
 */
export function findContract(manifests: readonly string[], named: string | undefined): FoundContract | undefined {
  const deploy = process.env['HARDENED_OUTDIR'];
  const around = manifests.map((file) => dirname(resolve(file))).sort((a, b) => a.length - b.length)[0];
  const folders = [
    ...(deploy ? [deploy] : []),
    ...(around === undefined ? [] : [join(around, '..'), join(around, '../..')]),
  ];
  const file =
    named === undefined
      ? folders.map((folder) => join(folder, CONTRACT_FILE)).find((each) => existsSync(each))
      : resolve(named);
  if (file === undefined) return undefined;
  const fail = (got: string): never => {
    throw new Error(
      `HardenedValidation: ${file}: got ${got}; allowed: the hardened.json that synth wrote; fix: correct properties.contract, or synthesize again`,
    );
  };
  if (!existsSync(file)) return fail('no such file');
  try {
    const contract = JSON.parse(readFileSync(file, 'utf8')) as Partial<Contract> | null;
    if (contract?.version === 1 && typeof contract.projects === 'object' && contract.projects !== null)
      return { folder: dirname(file), contract: contract as Contract };
  } catch {
    return fail('a file that is no JSON');
  }
  return fail('another document');
}
