import type { EdgeContract, ExceptionContract, RedisContract, SecretContract, ServerContract } from '../model/contract';
import type { Exception } from '../model/exception';
import { groups } from '../model/once';
import { hardened, type Posture } from '../model/posture';
import type { Project } from '../model/project';
import { aclDigest, callerRules, defaultUser, healthUser, reloadUser } from '../model/redis';
import { isFor, OWNER } from '../model/settings';
import { waitingEdges, waitingExits } from '../model/waiting-edges';
import { fileSecrets, handedOver, type EnvVariable, type SecretUse, type Workload } from '../model/workload';
import type { ChartMembers, Member } from './chart-members';
import { broughtBy, type Brought } from './brought';
import { passwordName, userName } from './connection';
import { healthOver } from './workload-connection';
import { exceptionsOf, exceptionsGiven } from './exceptions';
import { relaxationOf } from './relaxation';

const assembled = new WeakMap<ChartMembers, { readonly revision: string; readonly project: Project }>();

/** The chart's project as it stands now: plain data that every renderer starts from. Made again only after a change. */
export function projectOf(members: ChartMembers): Project {
  const { connections, links, callers, exits, externals, exposures, workloads } = members;
  const counts = [connections, links, callers, exits, externals, exposures].map(({ length }) => length);
  const revision = [...counts, workloads.size, exceptionsGiven()].join();
  const known = assembled.get(members);
  if (known?.revision === revision) return known.project;
  const project = assemble(members);
  assembled.set(members, { revision, project });
  return project;
}

function assemble(members: ChartMembers): Project {
  const brought = broughtBy(members);
  const workloads = [...members.workloads.values()].map((member) => finish(member, members, brought(member.base.name)));
  const edges = edgesOf(members);
  const redis = workloads.filter(({ kind }) => kind === 'redis').map((server) => redisContract(server, members));
  const servers = workloads
    .filter(({ name, kind }) => kind === 'redis' || brought(name).tlsPorts.length > 0)
    .map(({ name, of = name }) => serverContract(name, of, members));
  return {
    name: members.name,
    path: members.path,
    namespace: members.namespace,
    networks: members.networks,
    kubernetesMinor: members.kubernetesMinor,
    admission: members.admission,
    settings: members.settings,
    workloads,
    edges: [...edges, ...waitingEdges(edges, workloads)],
    exits: [...members.exits, ...waitingExits(members.exits, workloads)],
    exposures: members.exposures,
    servers,
    redis,
    secrets: secretsOf(workloads, servers, redis, members),
    exceptions: exceptionsIn(members),
  };
}

/** A workload with what its connections bring and what its exceptions relax. */
function finish(member: Member, members: ChartMembers, brought: Brought): Workload {
  const { base } = member;
  const exceptions = exceptionsOn(member, members);
  const owner = base.of === undefined ? undefined : members.workloads.get(base.of);
  const around = [...exceptionsOf(members.chart), ...(owner ? exceptionsOf(owner) : [])];
  const posture = postureOf([...around, ...exceptions]);
  const secrets = [...base.secrets, ...brought.secrets];
  const env = [...base.env, ...brought.env, ...fileSecrets({ secrets, posture }).flatMap(fileVariable)];
  return {
    ...base,
    secrets,
    env: env.sort((a, b) => (a.name < b.name ? -1 : 1)),
    health: healthOver(base.health, brought.tlsPorts),
    posture,
    exceptions,
  };
}

/** Exceptions of a construct. The owner of the chart answers for those that name nobody. */
function exceptionsOn(construct: Member | ChartMembers['chart'], { settings }: ChartMembers): readonly Exception[] {
  const owner = settings.annotations[OWNER];
  return exceptionsOf(construct).map((exception) =>
    owner === undefined || exception.owner !== undefined ? exception : { ...exception, owner },
  );
}

/** The variable that says where a secret lies. */
const fileVariable = ({ file, fileVariable: name }: SecretUse): readonly EnvVariable[] =>
  name === undefined ? [] : [{ name, value: `/secrets/${file}` }];

const postureOf = (exceptions: readonly { readonly control: string }[]): Posture =>
  exceptions.reduce((posture, { control }) => ({ ...posture, ...relaxed(control) }), hardened);

function relaxed(id: string): Partial<Posture> {
  const relaxation = relaxationOf(id);
  return relaxation && 'relax' in relaxation ? relaxation.relax : {};
}

function edgesOf({ connections, links, callers, workloads }: ChartMembers): readonly EdgeContract[] {
  const byCaller = groups(connections, ({ caller }) => caller);
  // The network knows pods: what one of their containers opens is an edge of the whole.
  const from = (caller: string): Pick<EdgeContract, 'from' | 'container'> => {
    const of = workloads.get(caller)?.base.of;
    return { from: { workload: of ?? caller }, ...(of !== undefined && { container: caller }) };
  };
  return [
    ...connections.map((connection): EdgeContract => {
      const { caller, callee, port, start } = connection;
      const user = userName(connection, byCaller.get(caller) ?? []);
      return { ...from(caller), to: callee, port, start, tls: 'app', user };
    }),
    ...links.map(({ caller, callee, port, start, tls }): EdgeContract => ({
      ...from(caller),
      to: callee,
      port,
      start,
      tls,
    })),
    ...callers.map(({ namespace, labels, callee, port }): EdgeContract => ({
      from: { namespace, ...(labels && { labels }) },
      to: callee,
      port,
    })),
  ];
}

function redisContract(server: Workload, { connections }: ChartMembers): RedisContract {
  const edges = connections.filter(({ callee }) => callee === server.name);
  const byCaller = groups(edges, ({ caller }) => caller);
  const callers = edges.map((connection) => ({
    name: userName(connection, byCaller.get(connection.caller) ?? []),
    rules: callerRules(connection),
    password: passwordName(connection),
  }));
  const own = [defaultUser, healthUser(`${server.name}-health`), reloadUser(`${server.name}-reload`)];
  const users = [...own, ...callers];
  return {
    workload: server.name,
    port: server.ports[0]?.number ?? 0,
    users,
    aclDigest: aclDigest(users),
  };
}

/** Every name by which either target, or a health check, asks for a workload; a sidecar is asked for by that of its own. */
function serverContract(workload: string, host: string, { namespace }: ChartMembers): ServerContract {
  const inNamespace = `${host}.${namespace.name}`;
  return {
    workload,
    dnsNames: [host, inNamespace, `${inNamespace}.svc`, `${inNamespace}.svc.cluster.local`, 'localhost'],
  };
}

/** Every secret once, with its readers, in the order in which workloads use them. */
function secretsOf(
  workloads: readonly Workload[],
  servers: readonly ServerContract[],
  redis: readonly RedisContract[],
  { settings }: ChartMembers,
): readonly SecretContract[] {
  const uses = workloads.flatMap((workload) => workload.secrets.map((use) => ({ workload, use })));
  const kinds = kindsOf(servers, redis);
  const files = [...groups(uses, ({ use }) => use.source)].map(([name, same]): SecretContract => {
    const readers = same.map(({ workload, use }) => ({
      workload: workload.name,
      ...(fileSecrets(workload).includes(use) ? { path: `/secrets/${use.file}` } : { env: use.valueVariable }),
      kubernetes: use.kubernetes,
    }));
    return { name, file: name, ...(kinds.get(name) ?? { kind: 'external' }), readers };
  });
  return [...files, ...(isFor(settings, 'compose') ? workloads.flatMap(envFile) : [])];
}

type SecretKind = Pick<SecretContract, 'kind' | 'server'>;

/** What the library makes for servers, by name; what came first here wins. */
function kindsOf(servers: readonly ServerContract[], redis: readonly RedisContract[]): ReadonlyMap<string, SecretKind> {
  const passwords = redis.flatMap(({ users }) => users.flatMap(({ password }) => password ?? []));
  const all: readonly (readonly [string, SecretKind])[] = [
    ...(servers.length > 0 ? [['ca.crt', { kind: 'authority' }] as const] : []),
    ...passwords.map((name) => [name, { kind: 'password' }] as const),
    ...servers.flatMap(({ workload }) => [
      [`${workload}.crt`, { kind: 'certificate', server: workload }] as const,
      [`${workload}.key`, { kind: 'private-key', server: workload }] as const,
    ]),
    ...redis.map(({ workload }) => [`${workload}.acl`, { kind: 'acl', server: workload }] as const),
  ];
  return new Map(all.toReversed());
}

/** The file Compose takes values from, where an exception hands them over in the environment. */
function envFile(workload: Workload): readonly SecretContract[] {
  const given = handedOver(workload);
  if (given.length === 0) return [];
  const file = `${workload.name}.env`;
  return [
    {
      name: file,
      kind: 'env',
      file,
      variables: Object.fromEntries(given.map(({ valueVariable, source }) => [valueVariable, source])),
      readers: [],
    },
  ];
}

/** Every exception with whom it covers. */
function exceptionsIn(members: ChartMembers): readonly ExceptionContract[] {
  const all = [...members.workloads.keys()];
  const parts = groups(members.workloads.values(), ({ base }) => base.of);
  const of = (construct: Member | ChartMembers['chart'], workloads: readonly string[], project: boolean) =>
    exceptionsOn(construct, members).map((exception): ExceptionContract => ({
      ...exception,
      scope: construct.node.path,
      workloads,
      project,
      also: relaxationOf(exception.control)?.also ?? [],
    }));
  return [
    ...of(members.chart, all, true),
    ...[...members.workloads].flatMap(([name, member]) =>
      of(member, [name, ...(parts.get(name) ?? []).map((part) => part.base.name)], false),
    ),
  ];
}
