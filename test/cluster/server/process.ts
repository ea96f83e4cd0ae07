import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { tail, until } from '../../engine/run/command';
import { onEnd } from '../../engine/run/undo';

/** A program that runs until the end of the test, or until it is ended. */
export interface Running {
  readonly name: string;
  readonly pid: number;
  /** The end of its log, where it has ended; `undefined` while it runs. */
  ended(): string | undefined;
  end(): Promise<void>;
}

/**
 * Starts a program that ends with us, however we end: the kernel kills it when its parent goes. It is killed, not asked
 * to end: an API server whose store is gone takes minutes for a graceful end.
 */
export function start(name: string, argv: readonly string[], log: string): Running {
  const file = openSync(log, 'w');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...argv], { stdio: ['ignore', file, file] });
  closeSync(file);
  let failure: string | undefined;
  child.on('error', (error) => (failure = String(error)));
  const ended = (): string | undefined => {
    if (failure === undefined && child.exitCode === null && child.signalCode === null) return undefined;
    return failure ?? `${name} has ended (${child.signalCode ?? child.exitCode}): ${tail(readFileSync(log, 'utf8'))}`;
  };
  const end = async (): Promise<void> => {
    if (ended() !== undefined) return;
    child.kill('SIGKILL');
    await until(`end of ${name}`, 20_000, () => Promise.resolve(ended() !== undefined), 20);
  };
  onEnd(name, end);
  return { name, pid: child.pid ?? 0, ended, end };
}

/** Waits for an answer of programs that were just started; fails at once when one of them ends. */
export async function untilAnswer(what: string, of: readonly Running[], ask: () => Promise<boolean>): Promise<void> {
  await until(
    what,
    300_000,
    async () => {
      for (const running of of) {
        const ended = running.ended();
        if (ended !== undefined) throw new Error(ended);
      }
      return ask().catch(() => false);
    },
    100,
  );
}
