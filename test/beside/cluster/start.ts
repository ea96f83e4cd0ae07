import { join } from 'node:path';
import { INSIDE, isReady, probe } from '../../cluster/ask/cluster';
import { writeResolver } from '../../cluster/node/start-example';
import type { Node } from '../../cluster/node/start-node';
import { step } from '../../engine/run/steps';
import { applyDeploy, pinStandIns } from '../../stack/cluster/apply';
import { changeManifests, type Manifests } from '../../stack/cluster/manifests';
import { podsOf } from '../../stack/cluster/pods';
import { clusterSystem } from '../../stack/cluster/system';
import type { Got } from '../../stack/running';
import { prepareBeside } from '../prepare';
import { DATABASE, DOOR, PROJECT } from '../program';
import { ownerOf, WORKLOADS, type Beside, type BesideName, type Scaling } from '../running';

/** The program of this folder on a cluster; `weaken` changes what is applied. */
export async function startBeside(node: Node, weaken?: (manifests: Manifests) => void): Promise<Beside> {
  const { kubectl, outside } = node;
  writeResolver(node, PROJECT);
  const deploy = await step('beside written, its secrets', () => prepareBeside(node.work, outside));
  const folder = join(deploy, 'kubernetes');
  const digest = node.others.find(({ name }) => name === 'library/node')?.digest ?? '';
  pinStandIns(folder, { redis: node.images.redis.digest, node: digest });
  if (weaken) changeManifests(folder, weaken);
  const system = clusterSystem<BesideName>(node, PROJECT, ownerOf);
  await step('beside is up', async () => {
    await applyDeploy(node, deploy);
    for (const workload of WORKLOADS) await system.untilReady(workload);
  });
  return {
    ...system,
    declared: `${outside.block.address}:${outside.port}`,
    database: `${outside.host}:${DATABASE.port}`,
    undeclared: [
      `${outside.block.address}:${DATABASE.port}`,
      `${outside.host}:${outside.port}`,
      `${outside.metadata}:${outside.port}`,
    ],
    log: async (name) => {
      const { metadata } = await system.pod(name);
      return (await kubectl(['logs', '-n', PROJECT, metadata.name, '-c', name])).out;
    },
    exitCode: async (name) => {
      const { status } = await system.pod(name);
      return status.initContainerStatuses?.find((one) => one.name === name)?.state.terminated?.exitCode;
    },
    isWell: async (sidecar) => {
      const { status } = await system.pod(sidecar);
      return status.containerStatuses?.find(({ name }) => name === sidecar)?.ready ?? false;
    },
    throughTheDoor: async () => {
      const requests = [{ method: 'GET', url: `http://web.${PROJECT}:9121/` }];
      const script = join(INSIDE, 'http.ts');
      const [got] = await probe<readonly Got[]>(node, [DOOR, 'deployment/twin'], script, { requests });
      return got?.text ?? 'nothing';
    },
    restart: async (workload) => {
      const deployment = `deployment/${workload}`;
      await kubectl(['rollout', 'restart', '-n', PROJECT, deployment]);
      await kubectl(['rollout', 'status', '-n', PROJECT, deployment, '--timeout=180s'], { timeoutMs: 190_000 });
      await system.untilReady(workload);
    },
    mend: () => Promise.resolve(), // a pod has one network as long as it lives
    howMany: async (workload) => (await podsOf(kubectl, PROJECT, workload)).filter(isReady).length,
    scaling: scalingOf(node, folder),
  };
}

function scalingOf({ kubectl }: Node, folder: string): Scaling {
  const deployment = ['-n', PROJECT, 'deployment/caller'];
  return {
    wanted: async () => Number((await kubectl(['get', ...deployment, '-o', 'jsonpath={.spec.replicas}'])).out),
    set: (pods) => kubectl(['scale', ...deployment, `--replicas=${pods}`]),
    applyAgain: async () => {
      const { code, err } = await kubectl(['apply', '--server-side', '-f', folder], { mayFail: true });
      return code === 0 ? '' : err.trim();
    },
  };
}
