import type { At } from '../../../controls/at';
import type { ComposeEdge } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { isOverNetwork, workloadNamed } from '../../expected';
import { flagOf } from './forms';
import { leadsOutside, type Membership } from './networks';

/** What the pairs of a project are made from. */
export interface EdgeContext {
  readonly project: string;
  readonly contract: ProjectContract;
  readonly root: At;
  readonly services: ReadonlyMap<string, At>;
  readonly memberships: ReadonlyMap<string, Membership>;
}

/**
 * Every pair of services that the file allows or the contract declares, and every service with the outside. A bridge is
 * open both ways on every port, so a pair has no direction here.
 */
export function edgesOf(context: EdgeContext): readonly ComposeEdge[] {
  const { contract, services, memberships } = context;
  const declared = declaredPairs(contract);
  const members = new Map<string, string[]>(
    [...memberships.values()].flatMap(({ all }) => all.map((name) => [name, []])),
  );
  for (const [name, { all }] of memberships) for (const network of all) members.get(network)?.push(name);

  const pairs = new Map<string, readonly [string, string]>();
  // Declared direction first, so that a pair reads like its edge; else the order of the file.
  for (const [a, b] of declared.values()) if (!pairs.has(keyOf(b, a))) pairs.set(keyOf(a, b), [a, b]);
  for (const inside of members.values()) {
    inside.forEach((a, index) => {
      for (const b of inside.slice(index + 1)) if (!pairs.has(keyOf(b, a))) pairs.set(keyOf(a, b), [a, b]);
    });
  }
  return [
    ...[...pairs.values()].map(([a, b]) => pair(context, declared, a, b)),
    ...[...services].flatMap(([name, service]) =>
      memberships.has(name) ? [outside(context, declared, name, service)] : [],
    ),
  ];
}

type Declared = ReadonlyMap<string, readonly [string, string]>;

const keyOf = (from: string, to: string): string => `${from}->${to}`;

function declaredPairs(contract: ProjectContract): Declared {
  return new Map(
    contract.edges.filter(isOverNetwork).flatMap((edge) => {
      const { from, to, waitsFor } = edge;
      if (!('workload' in from) || waitsFor !== undefined) return [];
      const caller = openerOf(contract, from.workload, edge.container);
      return [[keyOf(caller, to), [caller, to]]];
    }),
  );
}

function isDeclared(declared: Declared, a: string, b: string): boolean {
  return declared.has(keyOf(a, b)) || declared.has(keyOf(b, a));
}

function pair(context: EdgeContext, declared: Declared, a: string, b: string): ComposeEdge {
  const { project, root, services, memberships } = context;
  const [first, second] = [memberships.get(a), memberships.get(b)];
  const networks = commonOf(first?.all ?? [], second?.all ?? []);
  const entries = networks.flatMap((network) => [first?.entries.get(network), second?.entries.get(network)]);
  return {
    id: `${project}/workload:${a}--workload:${b}`,
    project,
    workload: a,
    at: services.get(a) ?? services.get(b) ?? root,
    from: `workload:${a}`,
    to: `workload:${b}`,
    declared: isDeclared(declared, a, b),
    networks,
    sides: entries.filter((entry) => entry !== undefined),
    get strangers() {
      return strangersOf(context, declared, a);
    },
    waysOfOthers: [],
  };
}

function outside(context: EdgeContext, declared: Declared, name: string, service: At): ComposeEdge {
  const { project, contract, root, memberships } = context;
  const member = memberships.get(name);
  const networks = member?.all.filter((network) => leadsOutside(root, network)) ?? [];
  return {
    id: `${project}/workload:${name}--any`,
    project,
    workload: name,
    at: service,
    from: `workload:${name}`,
    to: 'any',
    declared: leaves(contract, name),
    networks,
    sides: networks.flatMap((network) => member?.entries.get(network) ?? []),
    get strangers() {
      return strangersOf(context, declared, name);
    },
    get waysOfOthers() {
      return otherNetworks(context, name).filter((network) => leadsOutside(root, network));
    },
  };
}

/** What both lists hold, in the order of the first. The shorter one is the one that is walked. */
function commonOf(first: readonly string[], second: readonly string[]): readonly string[] {
  if (first.length <= second.length) return first.filter((name) => second.includes(name));
  const common = second.filter((name) => first.includes(name));
  return common.length < 2 ? common : first.filter((name) => common.includes(name));
}

/** The service that opens an edge or a way out: an init container has networks of its own, a sidecar those of its workload. */
function openerOf(contract: ProjectContract, workload: string, container: string | undefined): string {
  const own = container === undefined ? undefined : workloadNamed(contract, container);
  return own?.kind === 'init' ? own.name : workload;
}

/** Whether the contract declares a way out that Compose has: namespaces are none. */
export const leaves = (contract: ProjectContract, name: string): boolean =>
  (contract.exits ?? []).some((exit) => {
    const { from, to, waitsFor } = exit;
    const leads = 'cidr' in to || 'host' in to || 'composeHost' in to;
    return leads && waitsFor === undefined && openerOf(contract, from, exit.container) === name;
  });

/** Internal networks with a member that a service has no declared edge with. Only mutations ask for them. */
function strangersOf(context: EdgeContext, declared: Declared, name: string): readonly string[] {
  const { memberships, root } = context;
  const isInternal = (network: string): boolean => flagOf(root.at('networks', network, 'internal')) === true;
  const others = new Set(
    [...memberships].flatMap(([other, { all }]) => (isDeclared(declared, name, other) ? [] : all)),
  );
  return otherNetworks(context, name).filter((network) => others.has(network) && isInternal(network));
}

/** Networks a service is not in. */
function otherNetworks({ memberships }: EdgeContext, name: string): readonly string[] {
  const own = memberships.get(name)?.all ?? [];
  return [...new Set([...memberships.values()].flatMap(({ all }) => all))].filter((network) => !own.includes(network));
}
