import { spawn, type ChildProcess } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly input?: string;
  /** @default 120000; the program is ended after that, and the run fails */
  readonly timeoutMs?: number;
  /** @default false: a code other than 0 throws */
  readonly mayFail?: boolean;
}

/** What is running now, so that an interrupted run can end it. */
const running = new Set<ChildProcess>();

/** Runs a program to its end. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(file, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: 'pipe' });
  running.add(child);
  const limit = options.timeoutMs ?? 120_000;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
    // what it started may hold the pipes open for ever
    child.stdout.destroy();
    child.stderr.destroy();
  }, limit);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined); // it may end without reading
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      running.delete(child);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      const ran: Ran = { code: code ?? 128, out, err };
      if (ran.code === 0 || (options.mayFail === true && !late)) return resolve(ran);
      const why = late ? `no end after ${limit} ms` : (signal ?? `exit ${ran.code}`);
      reject(new Error(`${why}: ${[file, ...args].join(' ').slice(0, 300)}\n${tail(err || out)}`));
    });
  });
}

export function endAllRunning(): void {
  for (const child of running) child.kill('SIGKILL');
}

export const tail = (text: string, lines = 15): string => text.trim().split('\n').slice(-lines).join('\n');

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is true, at most so long. */
export async function until(what: string, ms: number, ask: () => Promise<boolean>, everyMs = 200): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(everyMs)) if (await ask()) return;
  throw new Error(`${what}: not within ${ms} ms`);
}
