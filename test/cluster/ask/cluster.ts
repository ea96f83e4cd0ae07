import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../engine/answers';
import { tsx } from '../../engine/docker/outside';
import { until } from '../../engine/run/command';
import type { Node } from '../node/start-node';
import type { KubernetesObject } from '../server/objects';

export const NAMESPACE = 'shop';
export const APPLICATION = 'backend-1';
export const REDIS = 'redis';
export const WORKLOADS = [REDIS, APPLICATION] as const;

/** The example, running on a cluster. */
export interface Cluster extends Node {
  /** The copy of the repository that it was started from. */
  readonly copy: string;
  /** What was applied. */
  readonly objects: readonly KubernetesObject[];
  /** What was asked once. */
  readonly memory: Map<string, Promise<unknown>>;
  /** The certificate of an authority that nobody here has. */
  readonly strangersAuthority: string;
  readonly readme: string;
}

/** How one question is put to the cluster. */
export type Ask = (cluster: Cluster) => Promise<Answer>;

export function once<T>(cluster: Cluster, key: string, ask: () => Promise<T>): Promise<T> {
  const known = cluster.memory.get(key) as Promise<T> | undefined;
  if (known) return known;
  const asked = ask();
  cluster.memory.set(key, asked);
  return asked;
}

/** The part of a stored pod that is asked about. */
export interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly spec: Readonly<Record<string, unknown>> & { readonly containers: readonly Container[] };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
  readonly [field: string]: unknown;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly containerID?: string;
  readonly restartCount: number;
  readonly state: {
    readonly running?: { readonly startedAt: string };
    readonly terminated?: { readonly exitCode: number; readonly reason: string };
  };
}

/** The pods of a workload that are not on their way out. */
export async function podsOf(cluster: Cluster, workload: string): Promise<readonly Pod[]> {
  const label = `app.kubernetes.io/name=${workload},cdk8s-hardened/quarantine=false`;
  const { out } = await cluster.kubectl(['get', 'pods', '-n', NAMESPACE, '-l', label, '-o', 'json']);
  const { items } = JSON.parse(out) as { readonly items: readonly Pod[] };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

export const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;

export async function podOf(cluster: Cluster, workload: string): Promise<Pod> {
  const pods = await podsOf(cluster, workload);
  const [pod] = [...pods.filter(isReady), ...pods];
  if (pod === undefined) throw new Error(`there is no pod of ${workload}`);
  return pod;
}

/** Waits until as many pods are ready as the workload wants, and no others are there. */
export async function untilReady(cluster: Cluster, workload: string, ms = 300_000): Promise<void> {
  const wanted = Number((specOf(cluster, workload)['replicas'] as number | undefined) ?? 1);
  await until(`pods of ${workload} are ready`, ms, async () => {
    const pods = await podsOf(cluster, workload);
    return pods.length === wanted && pods.every(isReady);
  });
}

/** What the file says of a workload. */
function specOf(cluster: Cluster, workload: string): Readonly<Record<string, unknown>> {
  const found = cluster.objects.find(
    ({ kind, metadata }) => /^(Deployment|StatefulSet)$/.test(kind) && metadata.name === workload,
  );
  if (found === undefined) throw new Error(`no workload ${workload} in the files`);
  return found['spec'] as Readonly<Record<string, unknown>>;
}

/** What the file says of its pods. */
export const podSpecOf = (cluster: Cluster, workload: string): Pod['spec'] =>
  (specOf(cluster, workload)['template'] as { readonly spec: Pod['spec'] }).spec;

const READER = ['node', '--input-type=module-typescript', '-'];

/** A script of one of the folders `inside`, run by the Node of a pod. */
export async function probe<T>(
  cluster: Pick<Cluster, 'kubectl'>,
  [namespace, pod]: readonly [string, string],
  script: string,
  asked: unknown,
  timeoutMs = 120_000,
): Promise<T> {
  const input = readFileSync(script, 'utf8');
  const argv = ['exec', '-i', '-n', namespace, pod, '--', 'env', `PROBE=${JSON.stringify(asked)}`, ...READER];
  const { out, err } = await cluster.kubectl(argv, { input, timeoutMs, mayFail: true });
  if (out === '') throw new Error(`${script} said nothing: ${err.slice(0, 300)}`);
  return JSON.parse(out) as T;
}

/** The same from the network of a pod that has no Node: by this machine's own, with the resolver that pods have. */
export async function probeFromNetworkOf<T>(
  cluster: Pick<Cluster, 'work' | 'sandbox' | 'env'>,
  pod: Pod,
  script: string,
  asked: unknown,
): Promise<T> {
  const pid = await processOf(cluster, pod);
  const enter = `mount --bind ${cluster.work}/resolv.conf.inside "$(readlink -f /etc/resolv.conf)"; exec nsenter --net=/proc/${pid}/ns/net "$@"`;
  const argv = ['unshare', '--mount', 'sh', '-ec', enter, 'sh', ...tsx('reach.ts').slice(0, -1), script];
  const { out, err } = await cluster.sandbox.run(argv, {
    env: { ...cluster.env, PROBE: JSON.stringify(asked) },
    timeoutMs: 120_000,
    mayFail: true,
  });
  if (out === '') throw new Error(`${script} said nothing: ${err.slice(0, 300)}`);
  return JSON.parse(out) as T;
}

/** The first process of a pod's first container, as the sandbox counts. */
export async function processOf(cluster: Pick<Cluster, 'sandbox'>, { metadata, status }: Pod): Promise<number> {
  const id = status.containerStatuses?.[0]?.containerID?.replace('containerd://', '') ?? 'none';
  const { out } = await cluster.sandbox.run(['ctr', '-n', 'k8s.io', 'task', 'ls']);
  const [, pid] = new RegExp(`^${id}\\s+(\\d+)`, 'm').exec(out) ?? [];
  if (pid === undefined) throw new Error(`no process of ${metadata.name}`);
  return Number(pid);
}

export async function shellIn(cluster: Cluster, workload: string, script: string): Promise<string> {
  const { metadata } = await podOf(cluster, workload);
  const argv = ['exec', '-i', '-n', NAMESPACE, metadata.name, '--', 'sh', '-s'];
  return (await cluster.kubectl(argv, { input: script, timeoutMs: 120_000 })).out;
}

export const INSIDE = join(__dirname, '..', 'inside');
export const ENGINE_INSIDE = join(__dirname, '../..', 'engine', 'inside');
