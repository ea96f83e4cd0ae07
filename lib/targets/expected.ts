import type { ProjectContract, SecretContract } from '../model/contract';
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

type Reader = SecretContract['readers'][number];

const readers = ({ secrets }: ProjectContract): readonly Reader[] => secrets.flatMap((secret) => secret.readers);
const readersOf = once((contract: ProjectContract) => groups(readers(contract), ({ workload }) => workload));
const bySecret = once((contract: ProjectContract) => groups(readers(contract), ({ kubernetes }) => kubernetes.secret));
const byCallee = once(({ edges }: ProjectContract) => groups(edges, ({ to }) => to));
