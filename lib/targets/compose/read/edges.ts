import type { At } from '../../../controls/at';
import type { ComposeEdge } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
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
  const names = [...new Set([...services.keys(), ...declared.flatMap(([a, b]) => [a, b])])];
  const members = new Map<string, string[]>();
  for (const [name, { all }] of memberships)
    for (const network of all) members.set(network, [...(members.get(network) ?? []), name]);

  const pairs = new Map<string, readonly [string, string]>();
  const add = (a: string, b: string): void => {
    // Declared direction first, so that a pair reads like its edge; else the order of the file.
    const forward = declared.some(([from, to]) => from === a && to === b);
    const backward = declared.some(([from, to]) => from === b && to === a);
    const [from, to] = (forward || !backward) && (forward || names.indexOf(a) < names.indexOf(b)) ? [a, b] : [b, a];
    pairs.set(`${from}->${to}`, [from, to]);
  };
  for (const [a, b] of declared) add(a, b);
  for (const inside of members.values()) for (const a of inside) for (const b of inside) if (a !== b) add(a, b);

  return [
    ...[...pairs.values()].map(([a, b]) => pair(context, a, b, isDeclared(declared, a, b))),
    ...[...services].map(([name, service]) => outside(context, name, service)),
  ];
}

function pair(context: EdgeContext, a: string, b: string, declared: boolean): ComposeEdge {
  const { project, root, services, memberships } = context;
  const [first, second] = [memberships.get(a), memberships.get(b)];
  const networks = first?.all.filter((network) => second?.all.includes(network)) ?? [];
  const entries = networks.flatMap((network) => [first?.entries.get(network), second?.entries.get(network)]);
  return {
    id: `${project}/workload:${a}--workload:${b}`,
    project,
    workload: a,
    at: services.get(a) ?? services.get(b) ?? root,
    from: `workload:${a}`,
    to: `workload:${b}`,
    declared,
    networks,
    sides: entries.filter((entry) => entry !== undefined),
    strangers: strangersOf(context, a),
  };
}

function outside(context: EdgeContext, name: string, service: At): ComposeEdge {
  const { project, root, memberships } = context;
  const member = memberships.get(name);
  const networks = member?.all.filter((network) => leadsOutside(root, network)) ?? [];
  return {
    id: `${project}/workload:${name}--any`,
    project,
    workload: name,
    at: service,
    from: `workload:${name}`,
    to: 'any',
    // Peers outside of the project come with a later version of the contract.
    declared: false,
    networks,
    sides: networks.flatMap((network) => member?.entries.get(network) ?? []),
    strangers: strangersOf(context, name),
  };
}

/** Networks a service is not in, each with a member that it has no declared edge with. */
function strangersOf({ contract, memberships }: EdgeContext, name: string): readonly string[] {
  const declared = declaredPairs(contract);
  const own = memberships.get(name)?.all ?? [];
  const others = [...memberships].flatMap(([other, { all }]) => (isDeclared(declared, name, other) ? [] : all));
  return [...new Set(others)].filter((network) => !own.includes(network));
}

function declaredPairs({ edges }: ProjectContract): readonly (readonly [string, string])[] {
  return edges.flatMap(({ from, to }) => ('workload' in from ? [[from.workload, to] as const] : []));
}

function isDeclared(declared: readonly (readonly [string, string])[], a: string, b: string): boolean {
  return declared.some(([from, to]) => (from === a && to === b) || (from === b && to === a));
}
