import { cannot, judged } from '../../engine/answers';
import type { Inside } from '../../engine/docker/inside';
import {
  NAMESPACE,
  podOf,
  podSpecOf,
  processOf,
  WORKLOADS,
  type Ask,
  type Cluster,
  type Container,
  type Pod,
} from './cluster';
import { inside } from './inside';
import { amount } from './quantity';

/** One container, from its sides. */
interface Sides {
  readonly workload: string;
  readonly said: Container;
  readonly pod: Pod['spec'];
  readonly inside: Inside;
  readonly record: Pod;
  readonly cluster: Cluster;
}

interface Checked {
  readonly problems: readonly string[];
  readonly seen: string;
}

/** Looks at one pod of each workload; the answer is held only if it is for every one of them. */
export const inEach =
  (check: (sides: Sides) => Checked | Promise<Checked>): Ask =>
  async (cluster) => {
    const problems: string[] = [];
    const seen: string[] = [];
    for (const workload of WORKLOADS) {
      const pod = podSpecOf(cluster, workload);
      const [said] = pod.containers;
      if (said === undefined) continue;
      const record = await podOf(cluster, workload);
      const checked = await check({ workload, said, pod, inside: await inside(cluster, workload), record, cluster });
      problems.push(...checked.problems.map((problem) => `${workload}: ${problem}`));
      seen.push(`${workload}: ${checked.seen}`);
    }
    return judged(problems, seen.join('; '));
  };

/** What the file says, what is seen inside, and what the API server has on record: all must be one. */
export function same(what: string, file: unknown, ...others: readonly unknown[]): readonly string[] {
  if (file === undefined) return [`the file says nothing about ${what}`];
  return others.flatMap((other) =>
    sorted(other) === sorted(file)
      ? []
      : [`${what} is ${JSON.stringify(other)}, the file says ${JSON.stringify(file)}`],
  );
}

const contextOf = (spec: Pod['spec']): Readonly<Record<string, unknown>> =>
  (spec['securityContext'] ?? {}) as Readonly<Record<string, unknown>>;

export const user = inEach(({ pod, inside: { status }, record }) => {
  const [uid, gid] = [contextOf(pod)['runAsUser'], contextOf(pod)['runAsGroup']].map(String);
  const four = (id: string | undefined): string => [id, id, id, id].join(' ');
  const problems = [
    ...same('user', four(uid), status['Uid']),
    ...same('group', four(gid), status['Gid']),
    ...same('the context of the pod', contextOf(pod), contextOf(record.spec)),
    ...(uid === '0' || gid === '0' ? ['it is root'] : []),
    ...((status['Groups'] ?? '').split(' ').includes('0') ? ['it is in group 0'] : []),
  ];
  return { problems, seen: `Uid ${status['Uid']}, Gid ${status['Gid']}` };
});

export const readOnlyRoot = inEach(({ said, inside: { mounts, writable }, record }) => {
  const root = mounts.find((mount) => mount.path === '/');
  const option = root?.options.includes('ro') === true;
  const stored = record.spec.containers[0]?.securityContext?.['readOnlyRootFilesystem'];
  const problems = [
    ...same('a read-only root', said.securityContext?.['readOnlyRootFilesystem'], option, stored),
    ...(writable.includes('/') || writable.includes('/etc') ? ['a file can be made in the root file system'] : []),
  ];
  return { problems, seen: `/ is ${root?.type} ${option ? 'ro' : 'rw'}` };
});

export const capabilities = inEach(({ said, inside: { status }, record }) => {
  const sets = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];
  const problems = [
    ...sets.filter((set) => !/^0+$/.test(status[set] ?? '')).map((set) => `${set} is ${status[set]}`),
    ...same(
      'capabilities',
      said.securityContext?.['capabilities'],
      record.spec.containers[0]?.securityContext?.['capabilities'],
    ),
  ];
  return { problems, seen: `${sets.join(', ')} all 0` };
});

export const noNewPrivileges = inEach(({ said, inside: { status }, record }) => ({
  problems: [
    ...same(
      'NoNewPrivs',
      said.securityContext?.['allowPrivilegeEscalation'] === false ? '1' : undefined,
      status['NoNewPrivs'],
    ),
    ...same('the field', false, record.spec.containers[0]?.securityContext?.['allowPrivilegeEscalation']),
  ],
  seen: `NoNewPrivs ${status['NoNewPrivs']}`,
}));

export const seccomp = inEach(({ pod, inside: { status }, record }) => ({
  problems: [
    ...same('the profile', contextOf(pod)['seccompProfile'], contextOf(record.spec)['seccompProfile']),
    ...(status['Seccomp'] === '2' ? [] : [`Seccomp is ${status['Seccomp']}`]),
  ],
  seen: `Seccomp ${status['Seccomp']}, RuntimeDefault`,
}));

export const memory = inEach(({ said, inside: { limits } }) => ({
  problems: same('memory', amount(said.resources?.limits?.['memory']), limits.memory),
  seen: `${limits.memory} bytes`,
}));

export const cpu = inEach(({ said, inside: { limits } }) => ({
  problems: same('cpus', amount(said.resources?.limits?.['cpu']), limits.cpus),
  seen: `${limits.cpus} cpus`,
}));

export const swap: Ask = () =>
  Promise.resolve(cannot('no field of a pod limits swap: the kubelet does, for all pods of its node'));

export const pids: Ask = () =>
  Promise.resolve(
    cannot('no field of a pod limits processes: the kubelet does, for each pod of its node (podPidsLimit)'),
  );

const NAMES = ['net', 'pid', 'ipc', 'uts', 'mnt'] as const;

export const isolation = inEach(async ({ cluster, record }) => {
  const pid = await processOf(cluster, record);
  const script = NAMES.map((name) => `readlink /proc/1/ns/${name} /proc/${pid}/ns/${name}`).join('\n');
  const lines = (await cluster.sandbox.run(['sh', '-ec', script])).out.trim().split('\n');
  const shared = NAMES.filter((_, index) => lines[index * 2] === lines[index * 2 + 1]);
  const volumes = (record.spec['volumes'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  const problems = [
    ...shared.map((name) => `the ${name} name space is the node's`),
    ...volumes
      .filter((volume) => 'hostPath' in volume)
      .map(({ name }) => `volume ${String(name)} is a folder of the node`),
    ...(record.spec.containers[0]?.securityContext?.['privileged'] === true ? ['it is privileged'] : []),
  ];
  return { problems, seen: `${NAMES.join(', ')} all its own, no folder of the node` };
});

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

export const health = inEach(({ said, record }) => {
  const stored = record.spec.containers[0];
  const problems = PROBES.flatMap((probe) => {
    const file = said[probe] as Readonly<Record<string, unknown>> | undefined;
    const kept = (stored?.[probe] ?? {}) as Readonly<Record<string, unknown>>;
    if (file === undefined) return [`the file has no ${probe}`];
    return Object.entries(file).flatMap(([key, value]) => {
      const found = key === 'httpGet' ? { ...(kept[key] as object), scheme: undefined } : kept[key];
      return same(`${probe}.${key}`, value, found);
    });
  });
  const ready = record.status.conditions?.find(({ type }) => type === 'Ready')?.status;
  return { problems: [...problems, ...(ready === 'True' ? [] : ['it is not ready'])], seen: 'three probes, ready' };
});

export const keeping = inEach(({ pod, record }) => ({
  problems: [
    ...same('restart', 'Always', record.spec['restartPolicy']),
    ...same('grace period', pod['terminationGracePeriodSeconds'], record.spec['terminationGracePeriodSeconds']),
  ],
  seen: `Always, ${String(record.spec['terminationGracePeriodSeconds'])} s; logs are limited by the kubelet`,
}));

/** A pod has one network; what narrows it are the policies: those of the files and no others, as they stand there. */
export const networks: Ask = async (cluster) => {
  const { out } = await cluster.kubectl(['get', 'networkpolicies', '-n', NAMESPACE, '-o', 'json']);
  const { items } = JSON.parse(out) as { readonly items: readonly Policy[] };
  const specs = (policies: readonly Policy[]): readonly string[] =>
    policies.map(({ metadata: { name }, spec }) => `${name} ${sorted(spec)}`).sort();
  const declared = cluster.objects.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as readonly Policy[];
  return judged(same('policies', specs(declared), specs(items)), `${items.length} policies, each as the file says`);
};

interface Policy {
  readonly metadata: { readonly name: string };
  readonly spec: unknown;
}

/** Text that does not depend on the order of members. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
