import type { TlsEnds } from '../controls/subjects/shared';
import type { ProjectContract, SecretContract, WorkloadContract } from '../model/contract';
import { groups, once } from '../model/once';

/** Secrets that a workload reads as files: where, the key of a Kubernetes Secret, and the file of Compose. */
export const expectedSecretsOf = (
  contract: ProjectContract,
  workload: string,
): readonly { readonly path: string; readonly key: string; readonly file: string }[] =>
  (readersOf(contract).get(workload) ?? []).flatMap(({ reader: { path, kubernetes }, secret: { file } }) =>
    path === undefined ? [] : [{ path, key: `${kubernetes.secret}/${kubernetes.key}`, file: `secrets/${file}` }],
  );

/** What the contract says of a workload's edges over TLS. */
export function tlsEndsOf(contract: ProjectContract, workload: string): TlsEnds {
  const read = readersOf(contract).get(workload) ?? [];
  const pathsOf = (kind: SecretContract['kind']): readonly string[] =>
    read.flatMap(({ secret, reader: { path } }) => (secret.kind === kind && path !== undefined ? [path] : []));
  return {
    calls: (encryptedFrom(contract).get(workload) ?? []).map((edge) => ({
      callee: 'workload' in edge.from && edge.from.workload === edge.to ? 'localhost' : edge.to,
      port: edge.port,
      scheme: isRedis(contract, listenerOf(contract, edge)) ? 'rediss' : 'https',
    })),
    serves: isRedis(contract, workload)
      ? []
      : [...new Set((encryptedTo(contract).get(workload) ?? []).map(({ port }) => port))],
    authority: pathsOf('authority'),
    certificate: pathsOf('certificate')[0],
    key: pathsOf('private-key')[0],
  };
}

/** The keys of a Kubernetes Secret that the contract reads. */
export const expectedSecretKeys = (contract: ProjectContract, secret: string): readonly string[] =>
  (bySecret(contract).get(secret) ?? []).map(({ kubernetes }) => kubernetes.key);

/** Edges of the contract that end at a container: its own ports, not those of its sidecars. */
export const expectedCallers = (contract: ProjectContract, callee: string): ProjectContract['edges'] =>
  byCallee(contract).get(callee) ?? [];

/** Whether an edge of the contract leads over a network: a sidecar and its workload meet on localhost. */
export const isOverNetwork = ({ from, to }: ProjectContract['edges'][number]): boolean =>
  'namespace' in from || from.workload !== to;

/** A workload of the contract. */
export const workloadNamed = (contract: ProjectContract, name: string): WorkloadContract | undefined =>
  byName(contract).get(name);

/** Whether the cluster assigns users and groups of a workload's pods. */
export const isAssigned = (contract: ProjectContract, name: string): boolean =>
  workloadNamed(contract, name)?.user === 'assigned';

/** Init containers and sidecars of a workload. */
export const expectedCompanions = (contract: ProjectContract, owner: string): readonly WorkloadContract[] =>
  byOwner(contract).get(owner) ?? [];

/** Workloads that come after a job. */
export const comingAfter = (contract: ProjectContract, job: string): readonly string[] =>
  (byJob(contract).get(job) ?? []).map(({ name }) => name);

const readers = ({ secrets }: ProjectContract) =>
  secrets.flatMap((secret) => secret.readers.map((reader) => ({ secret, reader })));
const readersOf = once((contract: ProjectContract) => groups(readers(contract), ({ reader }) => reader.workload));
const bySecret = once((contract: ProjectContract) =>
  groups(
    readers(contract).map(({ reader }) => reader),
    ({ kubernetes }) => kubernetes.secret,
  ),
);
const isRedis = ({ redis }: ProjectContract, name: string): boolean => redis.some(({ workload }) => workload === name);
const encrypted = ({ edges }: ProjectContract): ProjectContract['edges'] =>
  edges.filter(({ tls, waitsFor }) => tls === 'app' && waitsFor === undefined);
const encryptedFrom = once((contract: ProjectContract) =>
  groups(encrypted(contract), ({ from, container }) => container ?? ('workload' in from ? from.workload : undefined)),
);
const encryptedTo = once((contract: ProjectContract) =>
  groups(encrypted(contract), (edge) => listenerOf(contract, edge)),
);
const byCallee = once((contract: ProjectContract) => groups(contract.edges, (edge) => listenerOf(contract, edge)));
/** The container that listens on the port of an edge: a sidecar has ports of its own, which are ports of its workload. */
const listenerOf = (contract: ProjectContract, { to, port }: ProjectContract['edges'][number]): string =>
  expectedCompanions(contract, to).find(({ ports }) => Object.values(ports).includes(port))?.name ?? to;
const byName = once(
  ({ workloads }: ProjectContract) => new Map(workloads.map((workload) => [workload.name, workload])),
);
const byOwner = once(({ workloads }: ProjectContract) => groups(workloads, ({ of }) => of));
const byJob = once(({ workloads }: ProjectContract) =>
  groups(
    workloads.flatMap(({ name, after = [] }) => after.map((job) => ({ name, job }))),
    ({ job }) => job,
  ),
);
