import { judged, notHeld } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { AROUND } from '../node/surroundings';
import {
  APPLICATION,
  NAMESPACE,
  podsOf,
  probe,
  probeFromNetworkOf,
  REDIS,
  type Ask,
  type Cluster,
  type Pod,
} from './cluster';
import { SCRIPT, type Reached } from './reach';

/** Each declared edge, as who may go where. */
export const DECLARED = [
  [APPLICATION, REDIS, 6379],
  ['ingress-nginx', APPLICATION, 5010],
  ['monitoring', APPLICATION, 9464],
] as const;

/** Every port that some workload declares, and one that none does. */
const PORTS = [...DECLARED.map(([, , port]) => port), 4444];

/** Half a minute is enough on any machine; edges take a moment to be wired after their pods are ready. */
const WIRED_MS = 120_000;

/** A pod of ours, or of a namespace around. */
interface Place {
  readonly who: string;
  readonly pod: Pod;
  readonly namespace: string;
}

async function places(cluster: Cluster): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (const who of [REDIS, APPLICATION])
    found.push(...(await podsOf(cluster, who)).map((pod) => ({ who, pod, namespace: NAMESPACE })));
  for (const who of AROUND) {
    const { out } = await cluster.kubectl(['get', 'pods', '-n', who, '-l', 'app=twin', '-o', 'json']);
    const { items } = JSON.parse(out) as { readonly items: readonly Pod[] };
    found.push(...items.map((pod) => ({ who, pod, namespace: who })));
  }
  return found;
}

async function from(cluster: Cluster, { who, pod, namespace }: Place, tcp: readonly string[]): Promise<Reached['tcp']> {
  const asked = { tcp, udp: [], names: [] };
  const reached =
    who === REDIS
      ? await probeFromNetworkOf<Reached>(cluster, pod, SCRIPT, asked)
      : await probe<Reached>(cluster, [namespace, pod.metadata.name], SCRIPT, asked);
  return reached.tcp;
}

const isDeclared = (who: string, to: string, port: number): boolean =>
  DECLARED.some(([a, b, p]) => a === who && b === to && p === port);

interface Tried {
  readonly source: Place;
  readonly target: Place;
  readonly port: number;
  readonly what: string;
}

/** Each pod tries each port of each other pod; pods around are not asked about each other, nobody guards them. */
async function tryAll(cluster: Cluster, all: readonly Place[]): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const source of all) {
    const targets = all.filter(
      (target) => target !== source && (target.namespace === NAMESPACE || source.namespace === NAMESPACE),
    );
    const pairs = targets.flatMap((target) =>
      PORTS.map((port) => ({ source, target, port, address: `${target.pod.status.podIP}:${port}` })),
    );
    const got = await from(
      cluster,
      source,
      pairs.map(({ address }) => address),
    );
    tried.push(...pairs.map(({ address, ...pair }) => ({ ...pair, what: got[address] ?? 'not asked' })));
  }
  return tried;
}

/** Waits until every declared edge answers: only then is a refusal elsewhere one by policy. */
export async function untilDeclaredAnswer(cluster: Cluster): Promise<void> {
  await until('declared edges answer', WIRED_MS, async () => {
    const all = await places(cluster);
    for (const source of all) {
      const tcp = DECLARED.filter(([who]) => who === source.who).flatMap(([, to, port]) =>
        all.filter(({ who }) => who === to).map(({ pod }) => `${pod.status.podIP}:${port}`),
      );
      if (tcp.length === 0) continue;
      if (Object.values(await from(cluster, source, tcp)).some((what) => what !== 'connected')) return false;
    }
    return true;
  });
}

export const pairs: Ask = async (cluster) => {
  await untilDeclaredAnswer(cluster);
  const tried = await tryAll(cluster, await places(cluster));
  const name = ({ who, pod }: Place): string => (who === pod.metadata.name ? who : `${who} (${pod.metadata.name})`);
  const problems = tried.flatMap(({ source, target, port, what }) => {
    const declared = isDeclared(source.who, target.who, port);
    // refused by the pod's own machine means that no policy stopped it
    const open = what === 'connected' || what === 'ECONNREFUSED';
    return declared === (what === 'connected') && (declared || !open)
      ? []
      : [`${name(source)} to ${name(target)}:${port}: ${what}, ${declared ? '' : 'not '}declared`];
  });
  const open = tried.filter(({ what }) => what === 'connected').length;
  if (open === 0) return notHeld('no pair is open: nothing is proved');
  return judged(
    problems,
    `${tried.length} pairs of pods and ports: ${open} open, each declared; all others get no answer`,
  );
};
