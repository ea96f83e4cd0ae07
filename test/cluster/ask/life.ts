import { judged, type Answer } from '../../engine/answers';
import { tsx } from '../../engine/docker/outside';
import { until } from '../../engine/run/command';
import {
  APPLICATION,
  NAMESPACE,
  podOf,
  podSpecOf,
  podsOf,
  processOf,
  REDIS,
  untilReady,
  WORKLOADS,
  type Ask,
  type Cluster,
  type Pod,
} from './cluster';
import { throughTheDoor } from './http';

const path = (name: string): string => `/sessions/kept-${name}`;

/** Stores a session, lets `happen` happen to Redis, and reads the session back. */
async function keeps(cluster: Cluster, name: string, happen: (redis: Pod) => Promise<string>): Promise<Answer> {
  const body = JSON.stringify({ kept: name });
  // what was asked before may have taken Redis away: only what was stored can be lost
  await until('a session is stored', 60_000, async () => {
    const [put] = await throughTheDoor(cluster, [{ method: 'PUT', path: path(name), body }]);
    return put !== undefined && put.status >= 200 && put.status < 300;
  });
  const what = await happen(await podOf(cluster, REDIS));
  for (const workload of WORKLOADS) await untilReady(cluster, workload);
  let got = '';
  await until('the session', 60_000, async () => {
    got = (await throughTheDoor(cluster, [{ method: 'GET', path: path(name) }]))[0]?.text ?? '';
    return got === body;
  }).catch(() => undefined);
  return judged(got === body ? [] : [`after that GET gives ${got}`], what);
}

export const kill: Ask = (cluster) =>
  keeps(cluster, 'kill', async (redis) => {
    await cluster.sandbox.run(['kill', '-KILL', String(await processOf(cluster, redis))]);
    const restarts = (pod: Pod): number => pod.status.containerStatuses?.[0]?.restartCount ?? 0;
    await until('Redis comes back', 240_000, async () => {
      const now = await podOf(cluster, REDIS);
      return now.metadata.uid === redis.metadata.uid && restarts(now) > restarts(redis);
    });
    return 'killed, restarted by the kubelet in the same pod, the session is there';
  });

export const restart: Ask = (cluster) =>
  keeps(cluster, 'restart', async (redis) => {
    await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, redis.metadata.name], { timeoutMs: 240_000 });
    return 'its pod deleted, a new one has the volume, the session is there';
  });

/** Asked after both: the first start of the application must still be its only one. */
export const reconnects: Ask = async (cluster) => {
  await untilReady(cluster, APPLICATION);
  const pods = await podsOf(cluster, APPLICATION);
  const started = (pod: Pod): string => pod.status.containerStatuses?.[0]?.state.running?.startedAt ?? '';
  const redis = started(await podOf(cluster, REDIS));
  const problems = pods.flatMap((pod) => [
    ...(pod.status.containerStatuses?.[0]?.restartCount === 0 ? [] : [`${pod.metadata.name} was restarted`]),
    ...(started(pod) < redis ? [] : [`${pod.metadata.name} started after Redis did`]),
  ]);
  return judged(problems, `${pods.length} pods, none restarted, ready; Redis started again ${redis}`);
};

interface Fates {
  readonly quick: Readonly<Record<string, number>>;
  readonly slow: Readonly<Record<string, number>>;
}

/** The load goes to one pod's own address, as the engine's does, so every request is one that this pod has accepted. */
export const stopUnderLoad: Ask = async (cluster) => {
  const pod = await podOf(cluster, APPLICATION);
  const load = cluster.sandbox.start([...tsx('load.ts'), `http://${pod.status.podIP}:5010`, '50', '300']);
  let out = '';
  load.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  const end = new Promise((resolve) => load.once('exit', resolve));
  await until('the load runs', 120_000, () => Promise.resolve(out.includes('ready')), 20);
  await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, pod.metadata.name, '--wait=false']);
  await end;
  const { quick, slow } = JSON.parse(out.split('\n')[1] ?? '{}') as Fates;
  await untilReady(cluster, APPLICATION);
  const problems = [quick, slow].flatMap((tally) =>
    Object.entries(tally)
      .filter(([fate]) => !['answered', 'not accepted'].includes(fate))
      .map(([fate, times]) => `${fate}: ${times}`),
  );
  if (!quick['not accepted']) problems.push('the load ended before the stop: nothing is proved');
  if (!slow['answered']) problems.push('no slow request was on its way');
  return judged(problems, `quick ${JSON.stringify(quick)}, slow ${JSON.stringify(slow)}`);
};

/** A pod with this is kept when it has ended, until it is taken away: so its exit code can be read. */
const FINALIZER = 'test.invalid/exit-code-is-read';

const keepEnded = (cluster: Cluster, pod: string, keep: boolean): Promise<unknown> => {
  const patch = JSON.stringify({ metadata: { finalizers: keep ? [FINALIZER] : null } });
  return cluster.kubectl(['patch', 'pod', '-n', NAMESPACE, pod, '--type=merge', '--patch', patch]);
};

export const stopInTime: Ask = async (cluster) => {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of [...WORKLOADS].reverse()) {
    const { metadata } = await podOf(cluster, workload);
    const grace = Number(podSpecOf(cluster, workload)['terminationGracePeriodSeconds']);
    await keepEnded(cluster, metadata.name, true);
    const started = Date.now();
    await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, metadata.name, '--wait=false']);
    const code = await exitCode(cluster, metadata.name);
    const what = `${workload}: exit ${code} after ${((Date.now() - started) / 1000).toFixed(1)} s of ${grace}`;
    await keepEnded(cluster, metadata.name, false);
    // one that is killed after its grace period has 137; a busy machine may take long to report another one
    if (code !== 0) problems.push(what);
    seen.push(what);
    await untilReady(cluster, workload);
  }
  return judged(problems, seen.join('; '));
};

async function exitCode(cluster: Cluster, pod: string): Promise<number> {
  let code: number | undefined;
  await until(
    `end of ${pod}`,
    240_000,
    async () => {
      const { out } = await cluster.kubectl(['get', 'pod', '-n', NAMESPACE, pod, '-o', 'json']);
      code = (JSON.parse(out) as Pod).status.containerStatuses?.[0]?.state.terminated?.exitCode;
      return code !== undefined;
    },
    50,
  );
  return code ?? -1;
}

/** Takes memory outside of Node's heap, up to twice the limit and no more, and writes to all of it. */
const TAKE = `const held=[];for(let n=0;n<48;n++)held.push(Buffer.alloc(10485760,1));console.log(held.length)`;

export const memoryExceeded: Ask = async (cluster) => {
  const stored = { method: 'PUT', path: path('memory'), body: '{}' };
  await until(
    'a session can be stored',
    240_000,
    async () => (await throughTheDoor(cluster, [stored]))[0]?.status === 204,
  );
  const spec = podSpecOf(cluster, APPLICATION);
  const [container] = spec.containers;
  const probes = { startupProbe: undefined, livenessProbe: undefined, readinessProbe: undefined };
  const greedy = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'greedy', namespace: NAMESPACE },
    spec: { ...spec, restartPolicy: 'Never', containers: [{ ...container, ...probes, args: ['-e', TAKE] }] },
  };
  await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(greedy) });
  try {
    let state = '';
    await until('end of the greedy pod', 240_000, async () => {
      const { out } = await cluster.kubectl(['get', 'pod', '-n', NAMESPACE, 'greedy', '-o', 'json']);
      const terminated = (JSON.parse(out) as Pod).status.containerStatuses?.[0]?.state.terminated;
      state = `${terminated?.exitCode} ${terminated?.reason}`;
      return terminated !== undefined;
    });
    const [neighbour] = await throughTheDoor(cluster, [{ method: 'GET', path: path('memory') }]);
    const problems = [
      ...(state === '137 OOMKilled' ? [] : [`it ended with ${state}`]),
      ...(neighbour?.text === '{}' ? [] : [`the neighbour answers ${neighbour?.status} ${neighbour?.text}`]),
    ];
    return judged(problems, `a further pod of the same definition ended with ${state}, the others and Redis answer`);
  } finally {
    await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, 'greedy', '--now', '--wait=false'], { mayFail: true });
  }
};
