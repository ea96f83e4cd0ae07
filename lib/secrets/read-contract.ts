import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract, ProjectContract } from '../model/contract';
import { checkContract } from './check-contract';

/** Name of the contract in the deploy folder. */
export const CONTRACT_FILE = 'hardened.json';

/** One project of a contract, with the id of its chart. */
export interface NamedProject {
  readonly chart: string;
  readonly project: ProjectContract;
}

/** The projects asked for, or everything that is wrong, one printable line each. */
export type ReadContract =
  | { readonly projects: readonly NamedProject[]; readonly problems?: undefined }
  | { readonly problems: readonly string[] };

/** Reads and checks `DEPLOY/hardened.json`: every project, or the one of `chart`. */
export function readContract(deploy: string, chart?: string): ReadContract {
  const file = join(deploy, CONTRACT_FILE);
  const parsed = parseFile(file);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  const problems = checkContract({ file, pointer: '', value: parsed.value });
  if (problems.length > 0) return { problems };
  const contract = parsed.value as Contract;
  const all = Object.entries(contract.projects).map(([id, project]) => ({ chart: id, project }));
  const projects = chart === undefined ? all : all.filter((one) => one.chart === chart);
  if (projects.length > 0) return { projects };
  const known = all.map((one) => one.chart).join(', ');
  if (known === '')
    return { problems: [`${file}: /projects: got no project, allowed: at least one; synthesize a chart`] };
  const fix = 'name one of them, or leave --chart out for all';
  return { problems: [`${file}: --chart: got ${JSON.stringify(chart)}, allowed: ${known}; ${fix}`] };
}

function parseFile(file: string): { readonly value: unknown } | { readonly problem: string } {
  const fix = 'name the folder that synth wrote, for instance: cdk8s-hardened secrets init deploy';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    const got = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`;
    return { problem: `${file}: got ${got}, allowed: the contract that synth wrote; ${fix}` };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    // The message of the parser quotes the text around the mistake; the place is enough.
    const at = /position \d+/.exec(String(error))?.[0];
    const where = at === undefined ? '' : ` (at ${at})`;
    return {
      problem: `${file}: got text that is not JSON${where}, allowed: the contract that synth wrote; synthesize again`,
    };
  }
}
