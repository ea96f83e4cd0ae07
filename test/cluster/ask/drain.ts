import { judged } from '../../engine/answers';
import { until, type Ran } from '../../engine/run/command';
import { NODE } from '../node/addresses';
import { APPLICATION, NAMESPACE, podsOf, untilReady, type Ask, type Cluster, type Pod } from './cluster';
import { lost } from '../../engine/ask/fates';
import { underLoad } from './steady';

/** Asks for a pod to go, as maintenance does: the disruption budget may refuse. */
function evict(cluster: Cluster, { metadata: { name } }: Pod): Promise<Ran> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: NAMESPACE } };
  const path = `/api/v1/namespaces/${NAMESPACE}/pods/${name}/eviction`;
  return cluster.kubectl(['create', '--raw', path, '-f', '-'], { input: JSON.stringify(eviction), mayFail: true });
}

const byBudget = ({ err }: Ran): boolean => /disruption budget/.test(err);

export const eviction: Ask = async (cluster) => {
  await untilReady(cluster, APPLICATION);
  const [first, second] = await podsOf(cluster, APPLICATION);
  if (first === undefined || second === undefined) return judged(['there are no two pods'], '');
  const allowed = await evict(cluster, first);
  const refused = await evict(cluster, second);
  const problems = [
    ...(allowed.code === 0 ? [] : [`the first is refused: ${allowed.err.trim()}`]),
    ...(byBudget(refused) ? [] : [`the second: ${refused.out}${refused.err}`]),
  ];
  await untilReady(cluster, APPLICATION);
  return judged(problems, `one of two evicted, the next refused: ${refused.err.trim()}`);
};

/**
 * The node is closed to new pods, and its pods are evicted as far as the budget allows. Then the node opens again, which
 * stands for the second one that this cluster does not have: only when a replacement is ready may the next pod go.
 */
async function drainNode(cluster: Cluster, pods: readonly Pod[]): Promise<readonly string[]> {
  const problems: string[] = [];
  await cluster.kubectl(['cordon', NODE]);
  try {
    const [first, ...others] = pods;
    if (first === undefined || others.length === 0) return ['there are no two pods'];
    if ((await evict(cluster, first)).code !== 0) problems.push('the first eviction is refused');
    await until('its replacement waits for a node', 120_000, async () =>
      (await podsOf(cluster, APPLICATION)).some(({ status }) => status.phase === 'Pending'),
    );
    for (const pod of others)
      if (!byBudget(await evict(cluster, pod))) problems.push(`${pod.metadata.name} may go before there is another`);
    await cluster.kubectl(['uncordon', NODE]);
    for (const pod of others)
      await until(`leave for ${pod.metadata.name}`, 240_000, async () => (await evict(cluster, pod)).code === 0);
    await untilReady(cluster, APPLICATION);
  } finally {
    await cluster.kubectl(['uncordon', NODE], { mayFail: true });
  }
  return problems;
}

export const drain: Ask = async (cluster) => {
  await untilReady(cluster, APPLICATION);
  const before = await podsOf(cluster, APPLICATION);
  const { result, fates } = await underLoad(cluster, 'drain', () => drainNode(cluster, before));
  const after = await podsOf(cluster, APPLICATION);
  const stayed = after.filter(({ metadata }) => before.some((pod) => pod.metadata.uid === metadata.uid));
  const problems = [
    ...result,
    ...stayed.map(({ metadata }) => `${metadata.name} is still there: nothing is proved`),
    ...lost(fates),
  ];
  return judged(problems, `${fates['204']} requests answered, all pods of ${APPLICATION} replaced one after the other`);
};
