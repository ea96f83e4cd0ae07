import type { ProjectContract, SecretContract, WorkloadContract } from '../model/contract';
import { groups, once } from '../model/once';

/** Where the contract says that a workload finds its secrets. */
export const expectedSecretPaths = (contract: ProjectContract, workload: string): readonly string[] =>
  (readersOf(contract).get(workload) ?? []).flatMap(({ path }) => path ?? []);

/** The keys of a Kubernetes Secret that the contract reads. */
export const expectedSecretKeys = (contract: ProjectContract, secret: string): readonly string[] =>
  (bySecret(contract).get(secret) ?? []).map(({ kubernetes }) => kubernetes.key);

/** Edges of the contract that end at a workload. */
export const expectedCallers = (contract: ProjectContract, callee: string): ProjectContract['edges'] =>
  byCallee(contract).get(callee) ?? [];

/** A workload of the contract. */
export const workloadNamed = (contract: ProjectContract, name: string): WorkloadContract | undefined =>
  byName(contract).get(name);

/** Init containers and sidecars of a workload. */
export const expectedCompanions = (contract: ProjectContract, owner: string): readonly WorkloadContract[] =>
  byOwner(contract).get(owner) ?? [];

/** Workloads that come after a job. */
export const comingAfter = (contract: ProjectContract, job: string): readonly string[] =>
  (byJob(contract).get(job) ?? []).map(({ name }) => name);

type Reader = SecretContract['readers'][number];

const readers = ({ secrets }: ProjectContract): readonly Reader[] => secrets.flatMap((secret) => secret.readers);
const readersOf = once((contract: ProjectContract) => groups(readers(contract), ({ workload }) => workload));
const bySecret = once((contract: ProjectContract) => groups(readers(contract), ({ kubernetes }) => kubernetes.secret));
const byCallee = once(({ edges }: ProjectContract) => groups(edges, ({ to }) => to));
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
