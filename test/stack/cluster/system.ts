import { join } from 'node:path';
import { ENGINE_INSIDE, probe, probeFromNetworkOf, processOf, type Pod } from '../../cluster/ask/cluster';
import type { Node } from '../../cluster/node/start-node';
import { NEWEST } from '../../cluster/versions';
import { until } from '../../engine/run/command';
import type { Reached, Running, Targets } from '../running';
import { podOf, podsOf, untilReady } from './pods';

const REACH = join(ENGINE_INSIDE, 'reach.ts');
const OUTSIDE_TWIN = ['strangers', 'deployment/twin'] as const;

/** A namespace of a cluster, as questions see it. */
export interface ClusterSystem<W extends string> extends Running<W> {
  readonly pod: (workload: W) => Promise<Pod>;
}

/** `ownerOf` gives the workload that a container is in the pods of. */
export function clusterSystem<W extends string>(
  node: Node,
  namespace: string,
  ownerOf: (container: W) => W = (workload) => workload,
): ClusterSystem<W> {
  const { kubectl, outside } = node;
  const all = (targets: Targets): object => ({ tcp: [], udp: [], names: [], ...targets });
  const pod = (workload: W): Promise<Pod> => podOf(kubectl, namespace, ownerOf(workload));
  const exec = async (workload: W, argv: readonly string[], input: string): Promise<string> => {
    const { metadata } = await pod(workload);
    const args = ['exec', '-i', '-n', namespace, metadata.name, '-c', workload, '--', ...argv];
    return (await kubectl(args, { input, timeoutMs: 120_000 })).out;
  };
  return {
    pod,
    engine: `kubernetes ${NEWEST}`,
    directed: true,
    outside: [`${outside.host}:${outside.port}`, `${outside.metadata}:${outside.port}`],
    addressesOf: async (workload) =>
      (await podsOf(kubectl, namespace, ownerOf(workload))).map(({ status }) => status.podIP ?? 'none'),
    reach: async (workload, targets) => probeFromNetworkOf<Reached>(node, await pod(workload), REACH, all(targets)),
    reachFromTwin: (targets) => probe<Reached>(node, OUTSIDE_TWIN, REACH, all(targets)),
    shell: (workload, script) => exec(workload, ['sh', '-s'], script),
    node: (workload, program) => exec(workload, ['node', '-'], program),
    kill: async (workload) => {
      const before = await processOf(node, await pod(workload));
      await node.sandbox.run(['kill', '-KILL', String(before)]);
      await until(`${workload} comes back`, 120_000, async () => {
        const now = await processOf(node, await pod(workload)).catch(() => before);
        return now !== before;
      });
      return `${workload} killed, started again by the kubelet in the same pod`;
    },
    untilReady: (workload) => untilReady(kubectl, namespace, ownerOf(workload)),
  };
}
