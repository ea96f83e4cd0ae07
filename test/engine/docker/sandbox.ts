import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { run, until, type Ran, type RunOptions } from '../run/command';
import { onEnd } from '../run/undo';

/** Bytes of free memory from which on the engine's data is kept in half of it. */
const ENOUGH = 6 * 2 ** 30;

export const dataRoot = (work: string): string => join(work, 'data');

/** A program that ends when we do, however we end: it waits for the end of its input. */
const WAIT = 'exec tini-static -s -- cat';

export interface Sandbox {
  /** Process id of the holder of the namespaces, as this process sees it. */
  readonly pid: number;
  /** Runs a program in the sandbox: its network, mounts and processes. */
  run(argv: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Starts a program in the sandbox that runs until the end. */
  start(argv: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess;
}

/**
 * Namespaces for the engine: a network without a way out, mounts and processes of its own. What runs in it ends with
 * its first process, and with it go its mounts, bridges and packet filter rules.
 */
export async function startSandbox(work: string, env: NodeJS.ProcessEnv): Promise<Sandbox> {
  const resolv = join(work, 'resolv.conf');
  writeFileSync(resolv, 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n');
  const data = dataRoot(work);
  const setUp = [
    'set -e',
    'conf=$(readlink -f /etc/resolv.conf)',
    'mount -t proc proc /proc', // of our own processes
    'mount -t tmpfs tmpfs /run', // an engine that already runs here has its sockets there
    'mkdir -p "$(dirname "$conf")"; [ -e "$conf" ] || : > "$conf"',
    `mount --bind ${resolv} "$conf"`,
    // in memory where there is enough: twice as fast, and nothing to remove
    `mkdir -p ${data}`,
    ...(freemem() > ENOUGH ? [`mount -t tmpfs -o size=${ENOUGH / 2} tmpfs ${data}`] : []),
    'ip link set lo up',
    'echo ready',
    WAIT,
  ].join('\n');
  const flags = ['--net', '--mount', '--pid', '--fork', '--kill-child=SIGKILL'];
  const holder = await hold('unshare', [...flags, 'sh', '-c', setUp], env);
  onEnd('sandbox', () => ended(holder));
  const ns = `/proc/${holder.pid}/ns`;
  // not 'ip netns exec', which mounts a new /sys and so hides the control groups
  const enter = [`--net=${ns}/net`, `--mount=${ns}/mnt`, `--pid=${ns}/pid_for_children`, '--', 'env', '-C'];
  return {
    pid: holder.pid ?? 0,
    run: (argv, options = {}) =>
      run('nsenter', [...enter, options.cwd ?? '/', ...argv], { ...options, cwd: undefined, env: options.env ?? env }),
    start: (argv, more = {}) =>
      spawn('nsenter', [...enter, '/', ...argv], { env: { ...env, ...more }, stdio: ['pipe', 'pipe', 'pipe'] }),
  };
}

/** A network namespace alone, with nothing in it. */
export async function startNetwork(env: NodeJS.ProcessEnv): Promise<number> {
  const holder = await hold('unshare', ['--net', 'sh', '-c', `ip link set lo up; echo ready; ${WAIT}`], env);
  onEnd('outside network', () => ended(holder));
  return holder.pid ?? 0;
}

/** Starts it and waits until it says that it is ready. */
function hold(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  return ready(spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] }));
}

export function ready(child: ChildProcess): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout?.once('data', () => resolve(child));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`exit ${code} before it was ready: ${err.trim()}`)));
  });
}

/** Ends what we started, and waits until it has ended. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await until(`end of process ${child.pid}`, 20_000, () =>
    Promise.resolve(child.exitCode !== null || child.signalCode !== null),
  );
}
