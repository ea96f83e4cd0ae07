import { join } from 'node:path';
import { writeResolver } from '../../cluster/node/start-example';
import type { Node } from '../../cluster/node/start-node';
import { until } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { applyDeploy, pinStandIns } from '../../stack/cluster/apply';
import { changeManifests, type Manifests } from '../../stack/cluster/manifests';
import { clusterSystem } from '../../stack/cluster/system';
import { prepareDepot } from '../prepare';
import { ARCHIVE, PROJECT } from '../program';
import { STAYING, type Depot, type DepotName } from '../running';

/** The program of the tests on a cluster; `weaken` changes what is applied. */
export async function startDepot(node: Node, weaken?: (manifests: Manifests) => void): Promise<Depot> {
  writeResolver(node, PROJECT);
  const { deploy, ...authorities } = await step('depot written, its secrets', () =>
    prepareDepot(node.work, node.outside),
  );
  const folder = join(deploy, 'kubernetes');
  const digest = node.others.find(({ name }) => name === 'library/node')?.digest ?? '';
  pinStandIns(folder, { redis: node.images.redis.digest, node: digest });
  if (weaken) changeManifests(folder, weaken);
  const system = clusterSystem<DepotName>(node, PROJECT);
  await step('depot is up', async () => {
    await applyDeploy(node, deploy);
    for (const workload of STAYING) await system.untilReady(workload);
  });
  const { kubectl } = node;
  const logs = async (of: readonly string[]): Promise<string> =>
    (await kubectl(['logs', '-n', PROJECT, ...of, '--tail=-1'], { mayFail: true })).out;
  let restarted = false;
  return {
    ...system,
    ...authorities,
    memory: new Map(),
    archive: `${node.outside.host}:${ARCHIVE.port}`,
    log: (workload) => logs(['-c', workload, '-l', `app.kubernetes.io/name=${workload}`]),
    nightlyRan: async () =>
      (await kubectl(['get', 'pods', '-n', PROJECT, '-l', 'app.kubernetes.io/name=nightly', '-o', 'name'])).out !== '',
    runNightly: async () => {
      await kubectl(['create', 'job', '-n', PROJECT, 'nightly-by-hand', '--from=cronjob/nightly']);
      const ended = (what: string): Promise<boolean> =>
        kubectl(['wait', '-n', PROJECT, `--for=condition=${what}`, 'job/nightly-by-hand', '--timeout=1s'], {
          mayFail: true,
        }).then(({ code }) => code === 0);
      await until('the cron job ends', 90_000, async () => (await ended('Complete')) || ended('Failed')).catch(
        () => undefined,
      );
      return logs(['job/nightly-by-hand']);
    },
    noticed: async (workload) => {
      const restarts = async (): Promise<number> =>
        (await system.pod(workload)).status.containerStatuses?.[0]?.restartCount ?? 0;
      const before = await restarts();
      await until(`${workload} is restarted`, 90_000, async () => (await restarts()) > before);
      restarted = true;
      return 'restarted by the kubelet';
    },
    restart: async (workload) => {
      if (restarted) return; // by the kubelet
      await kubectl(['delete', 'pod', '-n', PROJECT, '-l', `app.kubernetes.io/name=${workload}`]);
    },
  };
}
