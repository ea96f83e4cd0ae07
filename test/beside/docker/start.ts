import { join } from 'node:path';
import { writeOverride } from '../../engine/docker/copy';
import type { Engine } from '../../engine/docker/engine';
import { NODE_PLAIN_IMAGE, REDIS_IMAGE } from '../../engine/docker/stand-ins';
import { step } from '../../engine/run/steps';
import { bringUp, type Brought } from '../../stack/docker/brought';
import { dockerSystem } from '../../stack/docker/system';
import { prepareBeside } from '../prepare';
import { DATABASE, PROJECT } from '../program';
import type { Beside, BesideName } from '../running';

const IMAGES: Readonly<Record<BesideName, string>> = {
  redis: REDIS_IMAGE,
  'redis-exporter': REDIS_IMAGE,
  web: NODE_PLAIN_IMAGE,
  'web-assets': NODE_PLAIN_IMAGE,
  'web-exporter': NODE_PLAIN_IMAGE,
  'web-shipper': REDIS_IMAGE,
  caller: NODE_PLAIN_IMAGE,
};

/** The program of this folder on a Docker engine. */
export async function startBeside(engine: Engine): Promise<Brought<Beside>> {
  const { outside, sandbox } = engine;
  const deploy = await step('beside written, its secrets', () => prepareBeside(engine.work, outside));
  const folder = join(deploy, 'compose', PROJECT);
  writeOverride(folder, IMAGES);
  const system = dockerSystem<BesideName>(engine, folder);
  await bringUp(PROJECT, system, () => step('beside is up', () => system.compose(['up', '-d', '--wait'])));
  const restart = (name: BesideName): Promise<unknown> => system.compose(['restart', '-t', '3', name]);
  const isWell = async (name: BesideName): Promise<boolean> =>
    (await system.inspect(name)).State.Health?.Status === 'healthy';
  const running: Beside = {
    ...system,
    declared: `${outside.block.address}:${outside.port}`,
    database: `${outside.host}:${DATABASE.port}`,
    undeclared: [
      `${outside.block.address}:${DATABASE.port}`,
      `${outside.host}:${outside.port}`,
      `${outside.metadata}:${outside.port}`,
    ],
    log: async (name) => (await system.compose(['logs', '--no-color', '--no-log-prefix', name])).out,
    exitCode: async (name) => {
      const { Running, ExitCode } = (await system.inspect(name)).State;
      return Running ? undefined : ExitCode;
    },
    isWell,
    throughTheDoor: async () => {
      const flags = ['-sS', '-m', '5', '--noproxy', '*'];
      const got = await sandbox.run(['curl', ...flags, 'http://127.0.0.1:9121/'], { mayFail: true });
      return got.out || got.err.trim();
    },
    restart: async (workload) => {
      await restart(workload);
      await system.untilReady(workload);
    },
    mend: async (sidecar) => {
      await restart(sidecar);
      await system.untilReady(sidecar);
    },
    howMany: async (workload) => {
      const ids = (await system.compose(['ps', '-q', workload])).out.trim().split('\n');
      return (await isWell(workload)) ? ids.length : 0;
    },
  };
  return { system, folder, running };
}
