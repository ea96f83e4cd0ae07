import { until } from '../../engine/run/command';
import { isReady, type Pod } from '../../cluster/ask/cluster';
import type { Kubectl } from '../../cluster/node/kubectl';
import { PROJECT } from '../places';
import type { WorkloadName } from '../running';

/** Pods of a workload of example 03 that are not on their way out. */
export async function podsOf(kubectl: Kubectl, workload: WorkloadName): Promise<readonly Pod[]> {
  const label = `app.kubernetes.io/name=${workload}`;
  const { items } = JSON.parse((await kubectl(['get', 'pods', '-n', PROJECT, '-l', label, '-o', 'json'])).out) as {
    readonly items: readonly Pod[];
  };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

export async function podOf(kubectl: Kubectl, workload: WorkloadName): Promise<Pod> {
  const pods = await podsOf(kubectl, workload);
  const [pod] = [...pods.filter(isReady), ...pods];
  if (pod === undefined) throw new Error(`there is no pod of ${workload}`);
  return pod;
}

/** Waits until every pod of a workload is ready. */
export const untilReady = (kubectl: Kubectl, workload: WorkloadName, ms = 300_000): Promise<void> =>
  until(`pods of ${workload} are ready`, ms, async () => {
    const pods = await podsOf(kubectl, workload);
    return pods.length > 0 && pods.every(isReady);
  });
