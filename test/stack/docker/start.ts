import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyRepository, REPOSITORY, writeOverride } from '../../engine/docker/copy';
import type { Engine } from '../../engine/docker/engine';
import { startEngine } from '../../engine/docker/engine';
import type { EnginePrograms } from '../../engine/docker/engine-programs';
import type { Inspected } from '../../engine/docker/inspected';
import { NGINX_IMAGE, nginxArchive, NODE_PLAIN_IMAGE, REDIS_IMAGE } from '../../engine/docker/stand-ins';
import { runReadme } from '../../engine/docker/start-stack';
import { until } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { onEnd } from '../../engine/run/undo';
import { APP, COMPOSE, README } from '../places';
import { type Reached, type Running, type Targets, type WorkloadName } from '../running';

const REACH = join(__dirname, '../../engine/inside/reach.ts');
const TWIN = 'twin';

/** Example 03 on a Docker engine of its own, brought up by its README's commands. */
export async function startOnDocker(programs: EnginePrograms): Promise<Running> {
  const nginx = await step('stand-in for nginx', nginxArchive);
  const engine = await startEngine(programs, join(REPOSITORY, APP), [nginx]);
  const copy = join(engine.work, 'repository');
  await copyRepository(copy);
  const folder = join(copy, COMPOSE);
  writeOverride(folder, { redis: REDIS_IMAGE, nginx: NGINX_IMAGE });
  onEnd('system', async () => {
    await engine.docker(['compose', 'down', '-v', '-t', '3'], { cwd: folder, mayFail: true });
    await engine.docker(['rm', '-f', TWIN], { mayFail: true });
  });
  const readme = await step("README's commands, images built", () => runReadme(engine, copy, README)).catch(
    async (error: unknown) => {
      const logs = await engine.docker(['compose', 'logs', '--no-color', '--tail', '20'], {
        cwd: folder,
        mayFail: true,
      });
      throw new Error(`${String(error)}\n${logs.out}`);
    },
  );
  await engine.docker(['network', 'create', 'twins']);
  const idle = ['-e', 'setInterval(() => undefined, 1e6)'];
  await engine.docker([
    'run',
    ...['-d', '--name', TWIN, '--network', 'twins', '--entrypoint', 'node'],
    NODE_PLAIN_IMAGE,
    ...idle,
  ]);
  return running(engine, folder, readme);
}

function running(engine: Engine, folder: string, readme: string): Running {
  const idOf = async (workload: WorkloadName): Promise<string> => {
    const id = (await engine.docker(['compose', 'ps', '-aq', workload], { cwd: folder })).out.trim();
    if (id === '') throw new Error(`there is no container of ${workload}`);
    return id;
  };
  const inspect = async (workload: WorkloadName): Promise<Inspected> => {
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
  const { host, metadata, port } = engine.outside;
  const isHealthy = async (workload: WorkloadName): Promise<boolean> => {
    const { State } = await inspect(workload);
    return State.Running && State.Health?.Status === 'healthy';
  };
  return {
    engine: `docker ${engine.version}`,
    directed: false,
    readme: `each command ended with 0; the last one printed: ${readme.trim().split('\n').at(-1)}`,
    outside: [`${host}:${port}`, `${metadata}:${port}`],
    addressesOf: async (workload) =>
      Object.values((await inspect(workload)).NetworkSettings.Networks).map(({ IPAddress }) => IPAddress),
    reach: async (workload, targets) => reachIn(`container:${await idOf(workload)}`, targets),
    reachFromTwin: (targets) => reachIn(`container:${TWIN}`, targets),
    get: async (path) => {
      const flags = ['-sS', '-m', '10', '--noproxy', '*', '-w', '\n%{http_code}'];
      const ran = await engine.sandbox.run(['curl', ...flags, `http://127.0.0.1:8080${path}`], { mayFail: true });
      const at = ran.out.lastIndexOf('\n');
      return { status: Number(ran.out.slice(at + 1)), text: ran.out.slice(0, at) };
    },
    shell: async (workload, script) =>
      (await engine.docker(['exec', '-i', await idOf(workload), 'sh', '-s'], { input: script, timeoutMs: 60_000 })).out,
    node: async (workload, program) =>
      (await engine.docker(['exec', '-i', await idOf(workload), 'node', '-'], { input: program, timeoutMs: 60_000 }))
        .out,
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
    untilReady: (workload) => until(`${workload} is healthy`, 60_000, () => isHealthy(workload)),
  };
}
