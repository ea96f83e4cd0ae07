import { join } from 'node:path';
import { held, judged, notHeld, recorded, type Answer } from '../../engine/answers';
import { NODE_ADDRESS } from '../node/addresses';
import {
  APPLICATION,
  ENGINE_INSIDE,
  NAMESPACE,
  once,
  podOf,
  podsOf,
  probe,
  probeFromNetworkOf,
  REDIS,
  WORKLOADS,
  type Ask,
  type Cluster,
} from './cluster';
import { DECLARED, untilDeclaredAnswer } from './pairs';

export interface Reached {
  readonly tcp: Readonly<Record<string, string>>;
  readonly udp: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

interface Targets {
  readonly tcp?: readonly string[];
  readonly udp?: readonly string[];
  readonly names?: readonly string[];
}

export const SCRIPT = join(ENGINE_INSIDE, 'reach.ts');
const all = (targets: Targets): object => ({ tcp: [], udp: [], names: [], ...targets });

/** From a pod of ours; from the network of one that has no Node. */
async function from(cluster: Cluster, workload: string, targets: Targets): Promise<Reached> {
  const pod = await podOf(cluster, workload);
  if (workload === REDIS) return probeFromNetworkOf<Reached>(cluster, pod, SCRIPT, all(targets));
  return probe<Reached>(cluster, [NAMESPACE, pod.metadata.name], SCRIPT, all(targets));
}

/** From a pod with none of the hardening, in a namespace with none. */
export const fromTwin = (cluster: Cluster, namespace: string, targets: Targets): Promise<Reached> =>
  probe<Reached>(cluster, [namespace, 'deployment/twin'], SCRIPT, all(targets));

const nameFor = (who: string): string => `name-of-${who}.example`;

/** Every target at once: those that get no answer take as long as the time-out. */
function asked(cluster: Cluster, who: string): Targets {
  const { host, metadata: address, port } = cluster.outside;
  return { tcp: [`${host}:${port}`, `${address}:${port}`], udp: [`${host}:${port}`], names: [nameFor(who)] };
}

const twin = (cluster: Cluster): Promise<Reached> =>
  once(cluster, 'reach twin', () => fromTwin(cluster, 'strangers', asked(cluster, 'twin')));

/** After the twin, so that what arrives outside can be told apart. */
const reached = (cluster: Cluster, workload: string): Promise<Reached> =>
  once(cluster, `reach ${workload}`, async () => {
    await twin(cluster);
    return from(cluster, workload, asked(cluster, workload));
  });

/** First the twin, which must get there; then each workload, which must not. */
async function onlyTheTwin(
  cluster: Cluster,
  got: (of: Reached) => string | undefined,
  success: string,
): Promise<Answer> {
  const first = got(await twin(cluster));
  if (first !== success)
    return notHeld(`not even a pod without any hardening gets there (${first}): nothing is proved`);
  const seen: string[] = [];
  const problems: string[] = [];
  for (const workload of WORKLOADS) {
    const what = got(await reached(cluster, workload));
    seen.push(`${workload}: ${what}`);
    if (what === success || what === undefined) problems.push(`${workload}: ${what}`);
  }
  return judged(problems, `twin: ${first}; ${seen.join('; ')}`);
}

export const outside: Ask = (cluster) =>
  onlyTheTwin(cluster, ({ tcp }) => tcp[`${cluster.outside.host}:${cluster.outside.port}`], 'connected');
export const metadata: Ask = (cluster) =>
  onlyTheTwin(cluster, ({ tcp }) => tcp[`${cluster.outside.metadata}:${cluster.outside.port}`], 'connected');
export const datagram: Ask = (cluster) =>
  onlyTheTwin(cluster, ({ udp }) => udp[`${cluster.outside.host}:${cluster.outside.port}`], 'answered');

export const redisByName: Ask = async (cluster) => {
  const found = await from(cluster, APPLICATION, { tcp: [`${REDIS}:6379`], names: [REDIS] });
  const { status } = await podOf(cluster, REDIS);
  const problems = [
    ...(found.tcp[`${REDIS}:6379`] === 'connected' ? [] : [`TCP: ${found.tcp[`${REDIS}:6379`]}`]),
    ...(found.names[REDIS] === status.podIP ? [] : [`its name gives ${found.names[REDIS]}`]),
  ];
  return judged(problems, `${REDIS} is ${found.names[REDIS]}, connected`);
};

export const names: Ask = async (cluster) => {
  const { host, namesAsked } = cluster.outside;
  const first = (await twin(cluster)).names[nameFor('twin')];
  const arrived = (who: string): boolean => namesAsked().some((name) => name.startsWith(nameFor(who)));
  if (first !== host || !arrived('twin')) return notHeld(`not even a name that the twin asks for arrives (${first})`);
  const seen: string[] = [];
  for (const workload of WORKLOADS) {
    const got = (await reached(cluster, workload)).names[nameFor(workload)];
    seen.push(`${workload}: ${got}${arrived(workload) ? ', arrived' : ''}`);
  }
  const through = WORKLOADS.filter(arrived);
  if (through.length === 0) return held(seen.join('; '));
  return recorded(`${seen.join('; ')}: who may ask the cluster's DNS may ask it for outside names`);
};

export const stranger: Ask = async (cluster) => {
  await untilDeclaredAnswer(cluster);
  // another pod than the one that asks: what goes on within one pod is no edge
  const asks = await podOf(cluster, APPLICATION);
  const other = (await podsOf(cluster, APPLICATION)).find(({ metadata }) => metadata.uid !== asks.metadata.uid);
  const to = { [REDIS]: (await podOf(cluster, REDIS)).status.podIP, [APPLICATION]: other?.status.podIP };
  const tcp = [`${to[REDIS]}:6379`, `${to[APPLICATION]}:5010`, `${to[APPLICATION]}:9464`];
  const services = [`redis.shop:6379`, 'backend-1.shop:5010', 'backend-1.shop:9464'];
  const problems: string[] = [];
  for (const [who, workload, port] of DECLARED) {
    const target = `${to[workload]}:${port}`;
    const from_ =
      who === APPLICATION ? from(cluster, who, { tcp }) : fromTwin(cluster, who, { tcp: [...tcp, ...services] });
    const opened = Object.entries((await from_).tcp)
      .filter(([, what]) => what === 'connected')
      .map(([place]) => place);
    if (!opened.includes(target)) problems.push(`${who} does not get to ${workload}:${port}, which is declared`);
    const others = opened.filter((place) => place !== target && place !== `${workload}.shop:${port}`);
    problems.push(...others.map((place) => `${who} gets to ${place}, which is not declared`));
  }
  const tried = (await fromTwin(cluster, 'strangers', { tcp: [...tcp, ...services] })).tcp;
  problems.push(
    ...Object.keys(tried)
      .filter((place) => tried[place] === 'connected')
      .map((place) => `a stranger gets to ${place}`),
  );
  return judged(
    problems,
    `${DECLARED.length} declared edges open; a stranger: ${[...new Set(Object.values(tried))].join()}`,
  );
};

export const reverse: Ask = async (cluster) => {
  const { status } = await podOf(cluster, APPLICATION);
  const tcp = [`${status.podIP}:5010`, `${status.podIP}:9464`, `${APPLICATION}:5010`];
  const found = await from(cluster, REDIS, { tcp });
  const open = tcp.filter((to) => found.tcp[to] === 'connected');
  return open.length === 0
    ? held(`closed: ${[...new Set(Object.values(found.tcp))].join()}`)
    : recorded(`Redis connects to ${open.join(' and ')}`);
};

export const oneWay: Ask = async (cluster) => {
  await twin(cluster);
  const count = (): number => cluster.outside.arrived().filter((line) => line.startsWith('udp')).length;
  const before = count();
  const { host, port } = cluster.outside;
  for (const workload of WORKLOADS) await from(cluster, workload, { udp: [`${host}:${port}`] });
  const more = count() - before;
  if (before === 0) return notHeld('not even a datagram of the twin arrived: nothing is proved');
  return more === 0 ? held('none arrived') : recorded(`${more} arrived`);
};

/** A pod and its own node reach each other whatever the policies say; the API server is on it. */
export const host: Ask = async (cluster) => {
  const tcp = [`${NODE_ADDRESS}:${cluster.outside.hostServicePort}`, `${NODE_ADDRESS}:6443`];
  const seen: string[] = [];
  for (const workload of WORKLOADS) {
    const found = await from(cluster, workload, { tcp });
    seen.push(`${workload}: ${tcp.map((to) => `${to} ${found.tcp[to]}`).join(', ')}`);
  }
  return seen.some((line) => line.includes(' connected')) ? recorded(seen.join('; ')) : held(seen.join('; '));
};
