import { closeSync, openSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Sandbox } from '../../engine/docker/sandbox';
import { tail } from '../../engine/run/command';
import type { Running } from '../server/process';

/** A program in the sandbox that ends with it, and writes a log. */
export function startService(
  sandbox: Sandbox,
  logs: string,
  name: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Running {
  const log = join(logs, `${name}.log`);
  const file = openSync(log, 'w');
  const ns = `/proc/${sandbox.pid}/ns`;
  const enter = [`--net=${ns}/net`, `--mount=${ns}/mnt`, `--pid=${ns}/pid_for_children`, '--', 'env', '-C', '/'];
  const child = spawn('nsenter', [...enter, ...argv], { env, stdio: ['ignore', file, file] });
  closeSync(file);
  return {
    name,
    pid: child.pid ?? 0,
    ended: () =>
      child.exitCode === null && child.signalCode === null
        ? undefined
        : `${name} has ended (${child.signalCode ?? child.exitCode}): ${tail(readFileSync(log, 'utf8'))}`,
    end: () => Promise.resolve(), // with the sandbox
  };
}
