import type { EdgeContract } from './contract';
import { groups, once } from './once';
import type { NamedPort, Workload } from './workload';

/** The minor release whose init containers may run on beside the others: sidecars that a Job does not wait for. */
export const NATIVE_SIDECARS = 29;

/** Where workloads are found; a whole project is one. */
interface Workloads {
  readonly workloads: readonly Workload[];
}

/** Init containers and sidecars of a workload, in the order in which they were added. */
export const companionsOf = (project: Workloads, owner: string): readonly Workload[] =>
  byOwner(project).get(owner) ?? [];

/** Ports of a workload and of what runs beside it. */
export const portsOf = (project: Workloads, workload: Workload): readonly NamedPort[] =>
  [workload, ...companionsOf(project, workload.name)].flatMap(({ ports }) => ports);

const byOwner = once(({ workloads }: Workloads) => groups(workloads, ({ of }) => of));

/** Whether an edge leads over a network: a sidecar reaches its own workload on localhost. */
export const isNetworked = ({ from, to }: EdgeContract): boolean => !('workload' in from) || from.workload !== to;

/** What is known of whoever opens an edge or a way out. */
interface Opened {
  readonly container?: string;
}

/** What is known of workloads, in a program and in a contract. */
interface Known {
  readonly workloads: readonly { readonly name: string; readonly kind: string }[];
}

/**
 * The service of Compose that opens an edge or a way out of a workload: an init container runs before its workload, so it
 * has networks of its own; a sidecar is on the network of its workload.
 */
export const composeCaller = (known: Known, workload: string, { container }: Opened): string =>
  container !== undefined && inits(known).has(container) ? container : workload;

/** The container that answers at a port of a workload: itself, or a sidecar of it. */
export const listenerAt = (project: Workloads, workload: string, port: number): string =>
  companionsOf(project, workload).find(({ ports }) => ports.some(({ number }) => number === port))?.name ?? workload;

const inits = once(
  ({ workloads }: Known) => new Set(workloads.filter(({ kind }) => kind === 'init').map(({ name }) => name)),
);
