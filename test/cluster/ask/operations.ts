import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged } from '../../engine/answers';
import { EXAMPLE } from '../../engine/docker/copy';
import { until } from '../../engine/run/command';
import { reasonsIn } from '../api/reasons';
import type { ClusterQuestionId } from '../questions';
import {
  APPLICATION,
  INSIDE,
  isReady,
  NAMESPACE,
  podOf,
  podsOf,
  probe,
  REDIS,
  untilReady,
  type Ask,
  type Cluster,
  type Pod,
} from './cluster';
import { drain, eviction } from './drain';
import { pairs } from './pairs';
import { fromTwin } from './reach';
import { lost } from '../../engine/ask/fates';
import { underLoad } from './steady';

async function endpoints(cluster: Cluster): Promise<readonly string[]> {
  const argv = ['get', 'endpointslices', '-n', NAMESPACE, '-l', `kubernetes.io/service-name=${APPLICATION}`];
  const { out } = await cluster.kubectl([...argv, '-o', 'jsonpath={.items[*].endpoints[*].addresses[0]}']);
  return out.split(' ').filter(Boolean);
}

const quarantine: Ask = async (cluster) => {
  const pod = await podOf(cluster, APPLICATION);
  const address = pod.status.podIP ?? '';
  const to = [`${address}:5010`];
  const before = (await fromTwin(cluster, 'ingress-nginx', { tcp: to })).tcp[to[0] ?? ''];
  const label = ['label', 'pod', '-n', NAMESPACE, pod.metadata.name, '--overwrite', 'cdk8s-hardened/quarantine=true'];
  await cluster.kubectl(label);
  await untilReady(cluster, APPLICATION);
  await until('it is out of the Service', 120_000, async () => !(await endpoints(cluster)).includes(address));
  let after: string | undefined;
  await until('it is cut off', 120_000, async () => {
    after = (await fromTwin(cluster, 'ingress-nginx', { tcp: to })).tcp[to[0] ?? ''];
    return after !== 'connected';
  }).catch(() => undefined);
  const redis = (await podOf(cluster, REDIS)).status.podIP;
  const out = await probe<{ readonly tcp: Readonly<Record<string, string>> }>(
    cluster,
    [NAMESPACE, pod.metadata.name],
    join(INSIDE, '../../engine/inside/reach.ts'),
    { tcp: [`${redis}:6379`], udp: [], names: [] },
  );
  const { out: kept } = await cluster.kubectl(['get', 'pod', '-n', NAMESPACE, pod.metadata.name, '-o', 'json']);
  const problems = [
    ...(before === 'connected' ? [] : [`it was not reachable before (${before}): nothing is proved`]),
    ...(after === 'connected' ? ['the ingress controller still gets to it'] : []),
    ...(out.tcp[`${redis}:6379`] === 'connected' ? ['it still gets to Redis'] : []),
    ...((JSON.parse(kept) as Pod).status.phase === 'Running' ? [] : ['it does not run any more']),
  ];
  await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, pod.metadata.name, '--wait=false']);
  return judged(
    problems,
    `replaced, out of the Service, kept; to it: ${after}, from it to Redis: ${out.tcp[`${redis}:6379`]}`,
  );
};

const rollout: Ask = async (cluster) => {
  await untilReady(cluster, APPLICATION);
  const before = await podsOf(cluster, APPLICATION);
  const target = ['-n', NAMESPACE, `deployment/${APPLICATION}`];
  const { result: done, fates } = await underLoad(cluster, 'rollout', async () => {
    await cluster.kubectl(['rollout', 'restart', ...target]);
    return cluster.kubectl(['rollout', 'status', ...target, '--timeout=300s'], { mayFail: true, timeoutMs: 320_000 });
  });
  await untilReady(cluster, APPLICATION);
  const after = await podsOf(cluster, APPLICATION);
  const same = after.filter(({ metadata }) => before.some((pod) => pod.metadata.uid === metadata.uid));
  const problems = [
    ...(done.code === 0 ? [] : [done.err]),
    ...same.map(({ metadata }) => `${metadata.name} is still there: nothing is proved`),
    ...lost(fates),
  ];
  return judged(problems, `${fates['204']} requests answered, all pods replaced`);
};

const weakPod: Ask = async (cluster) => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'weak', namespace: NAMESPACE },
    spec: { containers: [{ name: 'a', image: 'a' }] },
  };
  const { code, err } = await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(pod), mayFail: true });
  const reasons = reasonsIn(err) ?? [];
  return judged(code !== 0 && reasons.length > 0 ? [] : [`it was taken: ${err}`], reasons.join(', '));
};

/** The committed manifests with another line in Redis' configuration and its digest, as synth would write them. */
export const configChange: Ask = async (cluster) => {
  await untilReady(cluster, APPLICATION);
  const before = { redis: await podOf(cluster, REDIS), application: await podsOf(cluster, APPLICATION) };
  const folder = join(cluster.copy, EXAMPLE, 'deploy/kubernetes');
  const text = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('---\n')
    .replace('maxmemory-policy noeviction', 'maxmemory-policy noeviction\n    tcp-keepalive 60')
    .replace(/(cdk8s-hardened\/config: )\S+/, '$1aaaaaaaaaaaaaaaa');
  const argv = ['apply', '--server-side', '--force-conflicts', '-f', '-'];
  await cluster.kubectl(argv, { input: text });
  await until('another pod of Redis', 240_000, async () => {
    const now = await podsOf(cluster, REDIS);
    return now.length === 1 && now.every((pod) => isReady(pod) && pod.metadata.uid !== before.redis.metadata.uid);
  });
  const after = await podsOf(cluster, APPLICATION);
  const gone = before.application.filter(({ metadata }) => !after.some((pod) => pod.metadata.uid === metadata.uid));
  return judged(
    gone.map(({ metadata }) => `${metadata.name} was replaced too`),
    'Redis has a new pod, the application the same ones',
  );
};

export const CLUSTER_ASKS: Readonly<Record<ClusterQuestionId, Ask>> = {
  'reach-pairs': pairs,
  'quarantine-isolates': quarantine,
  'eviction-is-bounded': eviction,
  'rollout-loses-nothing': rollout,
  'drain-loses-nothing': drain,
  'weak-pod-is-refused': weakPod,
};
