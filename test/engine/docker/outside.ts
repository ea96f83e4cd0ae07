import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { run } from '../run/command';
import { onEnd } from '../run/undo';
import { ended, ready, startNetwork, type Sandbox } from './sandbox';

/** Addresses that documentation may use, so they are nobody's. */
const GATEWAY = '198.51.100.1';
const HOST = '198.51.100.2';
const METADATA = '169.254.169.254';
const BLOCK = { cidr: '203.0.113.0/29', address: '203.0.113.2' } as const;
const PORT = 8080;
const HOST_SERVICE_PORT = 7070;

export interface Outside {
  /** The sandbox's own address on the way out, where a published port must not answer. */
  readonly gateway: string;
  readonly host: string;
  readonly metadata: string;
  /** More addresses of that host, as one block, and one of them. */
  readonly block: { readonly cidr: string; readonly address: string };
  readonly port: number;
  /** A service of the engine's own host, on all its addresses. */
  readonly hostServicePort: number;
  /** What arrived outside: lines like 'tcp 8080 from 198.51.100.1'. */
  readonly arrived: () => readonly string[];
  /** Names that were asked of the resolver on the engine's loopback. */
  readonly namesAsked: () => readonly string[];
  /** Starts one more script outside, and waits until it is ready. */
  readonly start: (script: string, args: readonly string[]) => Promise<unknown>;
}

/**
 * A network behind a veth pair that the sandbox takes for the world. It has no route back to the containers' networks,
 * as the world has none: only what the sandbox sends under its own address gets an answer.
 */
export async function startOutside(sandbox: Sandbox, env: NodeJS.ProcessEnv): Promise<Outside> {
  const outside = await startNetwork(env);
  // by process id, so in the name space of processes that we are in
  const sandboxNet = ['nsenter', `--net=/proc/${sandbox.pid}/ns/net`];
  const outsideNet = ['nsenter', `--net=/proc/${outside}/ns/net`];
  const ip = (where: readonly string[], command: string): Promise<unknown> =>
    run(where[0] ?? '', [...where.slice(1), 'ip', ...command.split(' ')], { env });
  await ip(sandboxNet, `link add world type veth peer name eth0 netns ${outside}`);
  await ip(sandboxNet, `addr add ${GATEWAY}/24 dev world`);
  await ip(sandboxNet, 'link set world up');
  await ip(outsideNet, `addr add ${HOST}/24 dev eth0`);
  await ip(outsideNet, 'link set eth0 up');
  for (const address of [METADATA, BLOCK.address]) await ip(outsideNet, `addr add ${address}/32 dev lo`);
  await ip(sandboxNet, `route add default via ${HOST}`);

  const arrived = await lines(outsideNet, 'listener.ts', [String(PORT)], env);
  await lines(sandboxNet, 'listener.ts', [String(HOST_SERVICE_PORT)], env);
  const asked = await lines(sandboxNet, 'resolver.ts', [HOST], env);
  return {
    gateway: GATEWAY,
    host: HOST,
    metadata: METADATA,
    block: BLOCK,
    port: PORT,
    hostServicePort: HOST_SERVICE_PORT,
    arrived: () => arrived,
    namesAsked: () => asked.map((line) => line.replace(/^query /, '')),
    start: (script, args) => lines(outsideNet, script, args, env),
  };
}

/** Starts a script, of the folder `inside` where nothing else is said, and collects what it says. */
async function lines(
  where: readonly string[],
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const child: ChildProcess = spawn(where[0] ?? '', [...where.slice(1), ...tsx(script), ...args], {
    env,
    stdio: 'pipe',
  });
  onEnd(script, () => ended(child));
  const collected: string[] = [];
  await ready(child);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => collected.push(...text.trim().split('\n')));
  return collected;
}

/** The command line that runs one of our scripts under this machine's Node; by its name, or by its whole path. */
export const tsx = (script: string): readonly string[] => [
  process.execPath,
  '--import',
  require.resolve('tsx'),
  resolve(__dirname, '../inside', script),
];
