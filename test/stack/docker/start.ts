import { join } from 'node:path';
import { copyRepository, writeOverride } from '../../engine/docker/copy';
import type { Engine } from '../../engine/docker/engine';
import { NGINX_IMAGE, REDIS_IMAGE } from '../../engine/docker/stand-ins';
import { runReadme } from '../../engine/docker/start-stack';
import { step } from '../../engine/run/steps';
import { COMPOSE, README } from '../places';
import type { Visits, WorkloadName } from '../running';
import { bringUp, type Brought } from './brought';
import { dockerSystem } from './system';

/** Example 03 on a Docker engine, brought up by its README's commands. */
export async function startVisits(engine: Engine): Promise<Brought<Visits>> {
  const copy = join(engine.work, 'repository');
  await copyRepository(copy);
  const folder = join(copy, COMPOSE);
  writeOverride(folder, { redis: REDIS_IMAGE, nginx: NGINX_IMAGE });
  const system = dockerSystem<WorkloadName>(engine, folder);
  const readme = await bringUp('example 03', system, () =>
    step("README's commands, images built", () => runReadme(engine, copy, README)),
  );
  return {
    system,
    folder,
    running: {
      ...system,
      readme: `each command ended with 0; the last one printed: ${readme.trim().split('\n').at(-1)}`,
      get: async (path) => {
        const flags = ['-sS', '-m', '10', '--noproxy', '*', '-w', '\n%{http_code}'];
        const ran = await engine.sandbox.run(['curl', ...flags, `http://127.0.0.1:8080${path}`], { mayFail: true });
        const at = ran.out.lastIndexOf('\n');
        return { status: Number(ran.out.slice(at + 1)), text: ran.out.slice(0, at) };
      },
    },
  };
}
