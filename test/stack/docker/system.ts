import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../engine/docker/engine';
import type { Inspected } from '../../engine/docker/inspected';
import { NODE_PLAIN_IMAGE } from '../../engine/docker/stand-ins';
import { type Ran, type RunOptions, until } from '../../engine/run/command';
import { onEnd } from '../../engine/run/undo';
import type { Reached, Running, Targets } from '../running';

const REACH = join(__dirname, '../../engine/inside/reach.ts');
const TWIN = 'twin';

/** A Compose project on an engine, as questions see it. */
export interface DockerSystem<W extends string> extends Running<W> {
  readonly compose: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  readonly idOf: (workload: W) => Promise<string>;
  readonly inspect: (workload: W) => Promise<Inspected>;
}

/** A container with none of the hardening, on a network with none: once for each engine. */
export async function startTwin(engine: Engine): Promise<void> {
  onEnd('twin', async () => {
    await engine.docker(['rm', '-f', TWIN], { mayFail: true });
  });
  await engine.docker(['network', 'create', 'twins']);
  const flags = ['-d', '--name', TWIN, '--network', 'twins', '--entrypoint', 'node'];
  await engine.docker(['run', ...flags, NODE_PLAIN_IMAGE, '-e', 'setInterval(() => undefined, 1e6)']);
}

export function dockerSystem<W extends string>(engine: Engine, folder: string): DockerSystem<W> {
  const compose = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
    engine.docker(['compose', ...args], { cwd: folder, timeoutMs: 240_000, ...options });
  const idOf = async (workload: W): Promise<string> => {
    const id = (await compose(['ps', '-aq', workload])).out.trim();
    if (id === '') throw new Error(`there is no container of ${workload}`);
    return id;
  };
  const inspect = async (workload: W): Promise<Inspected> => {
    const [first] = JSON.parse((await engine.docker(['inspect', await idOf(workload)])).out) as Inspected[];
    if (first === undefined) throw new Error(`nothing to inspect of ${workload}`);
    return first;
  };
  const reachIn = async (network: string, targets: Targets): Promise<Reached> => {
    const asked = `PROBE=${JSON.stringify({ tcp: [], udp: [], names: [], ...targets })}`;
    const flags = ['--rm', '-i', '--network', network, '-e', asked, '--entrypoint', 'node', NODE_PLAIN_IMAGE];
    const argv = ['run', ...flags, '--input-type=module-typescript', '-'];
    const ran = await engine.docker(argv, { input: readFileSync(REACH, 'utf8'), timeoutMs: 60_000 });
    return JSON.parse(ran.out) as Reached;
  };
  const exec = async (workload: W, argv: readonly string[], input: string): Promise<string> =>
    (await engine.docker(['exec', '-i', await idOf(workload), ...argv], { input, timeoutMs: 60_000 })).out;
  const { host, metadata, port } = engine.outside;
  return {
    compose,
    idOf,
    inspect,
    engine: `docker ${engine.version}`,
    directed: false,
    outside: [`${host}:${port}`, `${metadata}:${port}`],
    addressesOf: async (workload) =>
      Object.values((await inspect(workload)).NetworkSettings.Networks).map(({ IPAddress }) => IPAddress),
    reach: async (workload, targets) => reachIn(`container:${await idOf(workload)}`, targets),
    reachFromTwin: (targets) => reachIn(`container:${TWIN}`, targets),
    shell: (workload, script) => exec(workload, ['sh', '-s'], script),
    node: (workload, program) => exec(workload, ['node', '-'], program),
    kill: async (workload) => {
      const before = (await inspect(workload)).State.Pid;
      // by the process itself: the engine takes its own 'kill' for a wish that it stay down
      await engine.sandbox.run(['kill', '-KILL', String(before)]);
      await until(`${workload} comes back`, 60_000, async () => {
        const { State } = await inspect(workload);
        return State.Running && State.Pid !== before;
      });
      return `${workload} killed, started again by the engine`;
    },
    untilReady: (workload) =>
      until(`${workload} is healthy`, 60_000, async () => {
        const { State } = await inspect(workload);
        return State.Running && State.Health?.Status === 'healthy';
      }),
  };
}
