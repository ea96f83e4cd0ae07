import { join } from 'node:path';
import { writeOverride } from '../../engine/docker/copy';
import type { Engine } from '../../engine/docker/engine';
import { NODE_PLAIN_IMAGE, REDIS_IMAGE } from '../../engine/docker/stand-ins';
import { until } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { bringUp, type Brought } from '../../stack/docker/brought';
import { dockerSystem } from '../../stack/docker/system';
import { prepareDepot } from '../prepare';
import { ARCHIVE, PROJECT } from '../program';
import { STAYING, type Depot, type DepotName } from '../running';

/** The program of the tests on a Docker engine. */
export async function startDepot(engine: Engine): Promise<Brought<Depot>> {
  const { deploy, ...authorities } = await step('depot written, its secrets', () =>
    prepareDepot(engine.work, engine.outside),
  );
  const folder = join(deploy, 'compose', PROJECT);
  const node = Object.fromEntries(
    [...STAYING, 'migrate', 'nightly'].map((name) => [name, name === 'redis' ? REDIS_IMAGE : NODE_PLAIN_IMAGE]),
  );
  writeOverride(folder, node);
  const system = dockerSystem<DepotName>(engine, folder);
  await bringUp(PROJECT, system, () => step('depot is up', () => system.compose(['up', '-d', '--wait'])));
  const running: Depot = {
    ...system,
    memory: new Map(),
    ...authorities,
    archive: `${engine.outside.host}:${ARCHIVE.port}`,
    log: async (workload) => (await system.compose(['logs', '--no-color', '--no-log-prefix', workload])).out,
    nightlyRan: async () => (await system.compose(['--profile', '*', 'ps', '-aq', 'nightly'])).out.trim() !== '',
    runNightly: async () => (await system.compose(['run', '--rm', '-T', 'nightly'], { mayFail: true })).out,
    noticed: async (workload) => {
      await until(`${workload} is unhealthy`, 45_000, async () => {
        const { State } = await system.inspect(workload);
        return State.Running && State.Health?.Status === 'unhealthy';
      });
      return 'running and unhealthy';
    },
    restart: async (workload) => {
      await system.compose(['restart', '-t', '3', workload]);
    },
  };
  return { system, folder, running };
}
