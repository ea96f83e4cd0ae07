import { judged } from '../answers';
import { bytes, seconds, unescaped, type Service } from '../docker/compose-file';
import type { Inspected } from '../docker/inspected';
import { inside, type Inside } from '../docker/inside';
import { inspected, inspectNow, services, untilHealthy } from '../docker/stack';
import type { Ask } from './ask';

/** One container, from its three sides. */
interface Sides {
  readonly service: string;
  readonly said: Service;
  readonly inside: Inside;
  readonly record: Inspected;
}

interface Checked {
  readonly problems: readonly string[];
  readonly seen: string;
}

/** Looks at each container of the file; the answer is held only if it is for every one of them. */
export const inEach =
  (check: (sides: Sides) => Checked): Ask =>
  async (stack) => {
    const problems: string[] = [];
    const seen: string[] = [];
    for (const service of services(stack)) {
      const said = stack.file.services[service];
      if (said === undefined) continue;
      const sides = { service, said, inside: await inside(stack, service), record: await inspected(stack, service) };
      const checked = check(sides);
      problems.push(...checked.problems.map((problem) => `${service}: ${problem}`));
      seen.push(`${service}: ${checked.seen}`);
    }
    return judged(problems, seen.join('; '));
  };

type Value = string | number | boolean | null | undefined;

/** What the file says, what is seen, and what the engine has on record, where that is given: all must be one. */
export function same(what: string, file: Value, seen: Value, ...record: readonly Value[]): readonly string[] {
  if (file === undefined) return [`the file says nothing about ${what}`];
  const problems = [seen, ...record].map((value, at) =>
    value === file ? [] : [`${what} is ${String(value)}${at > 0 ? ' on record' : ''}, the file says ${String(file)}`],
  );
  return problems.flat();
}

export const user = inEach(({ said, inside: { status }, record }) => {
  const four = (id: string | undefined): string => [id, id, id, id].join(' ');
  const [uid, gid] = (said.user ?? '').split(':');
  const problems = [
    ...same('user', four(uid), status['Uid']),
    ...same('group', four(gid), status['Gid']),
    ...same('user', said.user, record.Config.User),
    ...(uid === '0' || gid === '0' || !said.user ? ['it is root'] : []),
    ...((status['Groups'] ?? '').split(' ').includes('0') ? ['it is in group 0'] : []),
  ];
  return { problems, seen: `Uid ${status['Uid']}, Gid ${status['Gid']}` };
});

export const readOnlyRoot = inEach(({ said, inside: { mounts, writable }, record }) => {
  const root = mounts.find((mount) => mount.path === '/');
  const option = root?.options.includes('ro') === true;
  const problems = [
    ...same('a read-only root', said.read_only, option, record.HostConfig.ReadonlyRootfs),
    ...(writable.includes('/') || writable.includes('/etc') ? ['a file can be made in the root file system'] : []),
  ];
  return { problems, seen: `/ is ${root?.type} ${option ? 'ro' : 'rw'}` };
});

export const capabilities = inEach(({ said, inside: { status }, record }) => {
  const sets = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];
  const problems = [
    ...sets.filter((set) => !/^0+$/.test(status[set] ?? '')).map((set) => `${set} is ${status[set]}`),
    ...same('cap_drop', said.cap_drop?.join(), record.HostConfig.CapDrop?.join()),
    ...((said.cap_add ?? []).join() === (record.HostConfig.CapAdd ?? []).join() ? [] : ['cap_add differs']),
  ];
  return { problems, seen: `${sets.join(', ')} all 0` };
});

export const noNewPrivileges = inEach(({ said, inside: { status }, record }) => {
  const option = (said.security_opt ?? []).find((text) => text.startsWith('no-new-privileges'));
  const problems = [
    ...same('NoNewPrivs', option === 'no-new-privileges:true' ? '1' : undefined, status['NoNewPrivs']),
    ...same(
      'the option',
      option,
      (record.HostConfig.SecurityOpt ?? []).find((text) => text.startsWith('no-new-privileges')),
    ),
  ];
  return { problems, seen: `NoNewPrivs ${status['NoNewPrivs']}` };
});

/** The file says nothing where the engine's default profile applies. */
export const seccomp = inEach(({ said, inside: { status }, record }) => {
  const named = [...(said.security_opt ?? []), ...(record.HostConfig.SecurityOpt ?? [])].filter((text) =>
    text.startsWith('seccomp'),
  );
  const problems = [
    ...(status['Seccomp'] === '2' ? [] : [`Seccomp is ${status['Seccomp']}`]),
    ...named.filter((text) => text.includes('unconfined')),
  ];
  return { problems, seen: `Seccomp ${status['Seccomp']}, ${named.join() || "the engine's default profile"}` };
});

const limitsOf = (said: Service): { readonly cpus?: string; readonly memory?: string; readonly pids?: number } =>
  said.deploy?.resources?.limits ?? {};

export const memory = inEach(({ said, inside: { limits }, record }) => ({
  problems: same('memory', bytes(limitsOf(said).memory), limits.memory, record.HostConfig.Memory),
  seen: `${limits.memory} bytes`,
}));

export const swap = inEach(({ said, inside: { limits }, record }) => ({
  problems: [
    ...same('memory with swap', bytes(said.memswap_limit), limits.memoryAndSwap, record.HostConfig.MemorySwap),
    ...(limits.memory === limits.memoryAndSwap
      ? []
      : [`${limits.memory} bytes of memory, ${limits.memoryAndSwap} with swap`]),
  ],
  seen: `${limits.memoryAndSwap} bytes with swap, as without`,
}));

export const cpu = inEach(({ said, inside: { limits }, record }) => {
  const cpus = limitsOf(said).cpus;
  const number = cpus === undefined ? undefined : Number(cpus);
  return { problems: same('cpus', number, limits.cpus, record.HostConfig.NanoCpus / 1e9), seen: `${limits.cpus} cpus` };
});

export const pids = inEach(({ said, inside: { limits }, record }) => ({
  problems: same('processes', limitsOf(said).pids, limits.pids, record.HostConfig.PidsLimit),
  seen: `${limits.pids} processes`,
}));

export const isolation = inEach(({ record: { HostConfig: host } }) => {
  const shared = {
    pid: host.PidMode,
    ipc: host.IpcMode,
    uts: host.UTSMode,
    user: host.UsernsMode,
    network: host.NetworkMode,
  };
  const problems = [
    ...(host.Privileged ? ['it is privileged'] : []),
    ...Object.entries(shared)
      .filter(([, mode]) => /^(host|container:)/.test(mode))
      .map(([name, mode]) => `${name} name space: ${mode}`),
    ...((host.Devices ?? []).length > 0 ? ['it has devices'] : []),
    ...(host.PublishAllPorts ? ['all ports are published'] : []),
    ...((host.Binds ?? []).some((bind) => bind.includes('docker.sock')) ? ["it has the engine's socket"] : []),
  ];
  return { problems, seen: 'none shared, no device' };
});

export const health: Ask = async (stack) => {
  for (const service of services(stack)) await untilHealthy(stack, service).catch(() => undefined);
  const states = new Map<string, string | undefined>();
  for (const service of services(stack)) states.set(service, (await inspectNow(stack, service)).State.Health?.Status);
  return inEach(({ service, said, record }) => {
    const check = said.healthcheck;
    const on = record.Config.Healthcheck;
    const problems = [
      ...same('the test', check?.test?.map(unescaped).join(' '), on?.Test?.join(' ')),
      ...same('interval', seconds(check?.interval), (on?.Interval ?? 0) / 1e9),
      ...same('timeout', seconds(check?.timeout), (on?.Timeout ?? 0) / 1e9),
      ...same('start period', seconds(check?.start_period), (on?.StartPeriod ?? 0) / 1e9),
      ...same('start interval', seconds(check?.start_interval), (on?.StartInterval ?? 0) / 1e9),
      ...same('retries', check?.retries, on?.Retries),
      ...(states.get(service) === 'healthy' ? [] : [`it is ${states.get(service)}`]),
    ];
    return { problems, seen: `${on?.Test?.[1]} every ${(on?.Interval ?? 0) / 1e9} s, ${states.get(service)}` };
  })(stack);
};

export const keeping = inEach(({ said, record }) => {
  const { Type, Config } = record.HostConfig.LogConfig;
  const options = (all: Readonly<Record<string, string>> | undefined): string =>
    JSON.stringify(Object.entries(all ?? {}).sort());
  const problems = [
    ...same('restart', said.restart, record.HostConfig.RestartPolicy.Name),
    ...same('grace period', seconds(said.stop_grace_period), record.Config.StopTimeout),
    ...same('log driver', said.logging?.driver, Type),
    ...same('log limits', options(said.logging?.options), options(Config)),
  ];
  return { problems, seen: `${said.restart}, ${record.Config.StopTimeout} s, ${Type} ${options(Config)}` };
});
