import type { ProjectContract } from '../../../model/contract';
import { isOverNetwork } from '../../expected';
import type { ExitContract } from '../../../model/exit';
import { groups } from '../../../model/once';
import { covers, foreigners, type Foreigners } from './foreigners';
import { resolverOf, type Resolver } from './resolver';

/** What a contract declares, by pair. */
export interface Declared {
  /** Every declared pair: the caller, whom it calls, and one port. */
  readonly pairs: readonly (readonly [from: string, to: string, port: number])[];
  /** Ports from one workload to another, in order; none where the pair is not declared. */
  readonly ports: (from: string, to: string) => readonly number[];
  /** Pods of other namespaces that a workload calls, or that call it. */
  readonly foreigners: (workload: string, role: Role) => readonly Foreigners[];
  /** Ports between a workload and pods of another namespace: what is declared for them, or for more than them. */
  readonly foreignPorts: (workload: string, role: Role, party: Foreigners) => readonly number[];
  /** Who answers for names, and whether a workload asks. */
  readonly resolver: Resolver;
  readonly asks: (workload: string) => boolean;
  /** Ways out of a workload to addresses. */
  readonly exits: (workload: string) => readonly ExitContract[];
}

/** What pods of other namespaces are to a workload. */
export type Role = 'callee' | 'caller';

/** The party of a pair that stands for addresses outside of the cluster. */
export const OUTSIDE = 'outside';

/** Reads the edges of a contract. The namespace of the ingress controller is the caller of what is exposed. */
export function declaredOf({ edges, exits = [], exposures, dns }: ProjectContract): Declared {
  const resolver = resolverOf({ dns });
  // What stays in a pod passes no policy.
  const inside = edges
    .filter(isOverNetwork)
    .flatMap(({ from, to, port }) =>
      'workload' in from ? [{ from: `workload:${from.workload}`, to: `workload:${to}`, port }] : [],
    );
  const callers = [
    ...edges.flatMap(({ from, to, port }) =>
      'namespace' in from ? [{ workload: to, party: foreigners(from.namespace, from.labels), port }] : [],
    ),
    ...exposures.map(({ from, workload, port }) => ({ workload, party: foreigners(from), port })),
  ];
  const callees = exits.flatMap(({ from, to, port }) =>
    'namespace' in to ? [{ workload: from, party: foreigners(to.namespace, to.labels), port }] : [],
  );
  const toAddresses = exits.filter(({ to }) => !('namespace' in to));
  const asking = new Set([
    ...inside.map(({ from }) => from),
    ...exits.filter(({ to }) => 'host' in to || 'namespace' in to).map(({ from }) => `workload:${from}`),
  ]);

  const ports = groups(inside, ({ from, to }) => `${from}->${to}`);
  const doors = {
    callee: groups(callees, ({ workload }) => workload),
    caller: groups(callers, ({ workload }) => workload),
  };
  const ways = groups(toAddresses, ({ from }) => from);
  const foreign = (workload: string, role: Role) => doors[role].get(workload) ?? [];
  return {
    pairs: [
      ...inside.map(({ from, to, port }) => [from, to, port] as const),
      ...callers.map(({ workload, party, port }) => [party.name, `workload:${workload}`, port] as const),
      ...callees.map(({ workload, party, port }) => [`workload:${workload}`, party.name, port] as const),
      ...toAddresses.map(({ from, port }) => [`workload:${from}`, OUTSIDE, port] as const),
    ],
    ports: (from, to) => inOrder(ports.get(`${from}->${to}`) ?? []),
    foreigners: (workload, role) => foreign(workload, role).map(({ party }) => party),
    foreignPorts: (workload, role, party) => {
      const asks = role === 'callee' && party === resolver.pods && asking.has(`workload:${workload}`);
      const covering = foreign(workload, role).filter((door) => covers(door.party, party));
      return inOrder([...(asks ? resolver.ports.map((port) => ({ port })) : []), ...covering]);
    },
    resolver,
    asks: (workload) => asking.has(`workload:${workload}`),
    exits: (workload) => ways.get(workload) ?? [],
  };
}

const inOrder = (doors: readonly { readonly port: number }[]): readonly number[] =>
  [...new Set(doors.map(({ port }) => port))].sort((a, b) => a - b);
