import { until } from '../../engine/run/command';
import { isReady, type Pod } from '../../cluster/ask/cluster';
import type { Kubectl } from '../../cluster/node/kubectl';

/** The pods of a workload that are not on their way out. */
export async function podsOf(kubectl: Kubectl, namespace: string, workload: string): Promise<readonly Pod[]> {
  const label = `app.kubernetes.io/name=${workload}`;
  const { items } = JSON.parse((await kubectl(['get', 'pods', '-n', namespace, '-l', label, '-o', 'json'])).out) as {
    readonly items: readonly Pod[];
  };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

export async function podOf(kubectl: Kubectl, namespace: string, workload: string): Promise<Pod> {
  const pods = await podsOf(kubectl, namespace, workload);
  const [pod] = [...pods.filter(isReady), ...pods];
  if (pod === undefined) throw new Error(`there is no pod of ${workload}`);
  return pod;
}

/** Waits until every pod of a workload is ready. */
export const untilReady = (kubectl: Kubectl, namespace: string, workload: string, ms = 300_000): Promise<void> =>
  until(`pods of ${workload} are ready`, ms, async () => {
    const pods = await podsOf(kubectl, namespace, workload);
    return pods.length > 0 && pods.every(isReady);
  });
