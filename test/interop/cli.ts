import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a program printed and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const repository = join(__dirname, '../..');

/** The command line of cdk8s, from a working directory. */
export function cdk8s(folder: string, ...args: readonly string[]): Ran {
  return run(folder, process.execPath, join(repository, 'node_modules/cdk8s-cli/bin/cdk8s'), ...args);
}

/** Runs a program with nothing of this run's environment that changes output. */
export function run(folder: string, program: string, ...args: readonly string[]): Ran {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NO_COLOR: '1' };
  for (const name of ['CDK8S_OUTDIR', 'HARDENED_OUTDIR', 'NODE_OPTIONS', 'FORCE_COLOR', 'JEST_WORKER_ID'])
    Reflect.deleteProperty(env, name);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 300_000 });
  return { code: status, out: stdout, err: stderr };
}
