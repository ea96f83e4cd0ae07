import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyRepository } from '../../engine/docker/copy';
import { run } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { INSIDE, probe } from '../../cluster/ask/cluster';
import { writeResolver } from '../../cluster/node/start-example';
import type { Node } from '../../cluster/node/start-node';
import { DEPLOY, PROJECT, README } from '../places';
import { WORKLOADS, type Got, type Visits, type WorkloadName } from '../running';
import { pinStandIns, runCommands } from './apply';
import { changeManifests, type Manifests } from './manifests';
import { clusterSystem } from './system';

/** In the example's README, right above the ```sh block that brings it up on a cluster. */
const MARKER = '<!-- kubernetes -->';
const DOOR = ['ingress-nginx', 'deployment/twin'] as const;
export const NGINX = 'nginxinc/nginx-unprivileged';

/** Example 03 on a cluster, brought up by its README's commands; `weaken` changes what is applied. */
export async function startVisits(node: Node, weaken?: (manifests: Manifests) => void): Promise<Visits> {
  writeResolver(node, PROJECT);
  const copy = join(node.work, 'repository');
  await step('copy of the repository, secrets', async () => {
    await copyRepository(copy);
    const argv = ['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'init', DEPLOY];
    await run(process.execPath, argv, { cwd: copy });
  });
  const folder = join(copy, DEPLOY, 'kubernetes');
  const nginx = node.others.find(({ name }) => name === NGINX)?.digest ?? '';
  pinStandIns(folder, { redis: node.images.redis.digest, [NGINX]: nginx });
  if (weaken) changeManifests(folder, weaken);
  const started = Date.now();
  await step("README's commands", () => runCommands(node, copy, readmeBlock(copy)));
  const system = clusterSystem<WorkloadName>(node, PROJECT);
  await step('pods are ready', async () => {
    for (const workload of WORKLOADS) await system.untilReady(workload);
  });
  return {
    ...system,
    readme: `no warning; every pod ready after ${Math.round((Date.now() - started) / 1000)} s`,
    get: async (path) => {
      const requests = [{ method: 'GET', url: `http://nginx.${PROJECT}:8080${path}` }];
      const [got] = await probe<readonly Got[]>(node, DOOR, join(INSIDE, 'http.ts'), { requests });
      return got ?? { status: 0, text: '' };
    },
  };
}

function readmeBlock(copy: string): string {
  const text = readFileSync(join(copy, README), 'utf8');
  const [, block] = new RegExp(`${MARKER}\\s*\\n\`\`\`sh\\n([\\s\\S]*?)\\n\`\`\``).exec(text) ?? [];
  if (block === undefined) throw new Error(`${README} has no block below ${MARKER}`);
  return block;
}
