import type { At } from '../../../controls/at';
import type { PortRange, Reach } from '../../../controls/subject';
import type { Foreigners } from './foreigners';
import type { NamespaceLabels, Party, Peer } from './peers';
import { podPort, type Pod } from './pods';
import type { Direction, Policy, Rule } from './policies';
import type { PodIndex } from './pod-index';
import { normalized, rulePorts, type PortLookup } from './port-ranges';

/** What policies let through in one direction between a pod and somebody. */
export interface Flow {
  readonly ports: readonly PortRange[] | 'unrestricted';
  /** The rules that let it through. */
  readonly rules: readonly At[];
}

/** Nothing gets through. */
export const nothing: Flow = { ports: [], rules: [] };

/** One side of a pod's traffic: the rules of every policy that closes it. */
export interface Side {
  readonly direction: Direction;
  /** `undefined` where no policy closes this direction. */
  readonly rules: readonly Rule[] | undefined;
  readonly policies: readonly At[];
}

/** Collects what the policies of a pod say in one direction. They add up: each may allow, none can forbid. */
export function sideOf(direction: Direction, policies: readonly Policy[]): Side {
  const closing = policies.filter((policy) => policy.closes.includes(direction));
  const rules = closing.flatMap((policy) => policy.rules.filter((rule) => rule.direction === direction));
  return { direction, rules: closing.length === 0 ? undefined : rules, policies: closing.map(({ at }) => at) };
}

/** The pods of a project that a side may be about; the policies decide about each. */
export function candidatesOf({ rules }: Side, pods: PodIndex): ReadonlySet<Pod> {
  if (rules === undefined || rules.some(({ peers }) => peers === undefined)) return new Set(pods.all);
  return new Set(
    rules.flatMap(
      ({ peers }) =>
        peers?.flatMap(({ labels, namespaces, open }) => pods.find(labels, open ? undefined : namespaces)) ?? [],
    ),
  );
}

/** Names of ports count at the receiver; at one that is not known they may be any number. */
export function lookupAt(receiver: Pod | undefined): PortLookup {
  return receiver === undefined ? () => 'unknown' : (name, protocol) => podPort(receiver, name, protocol);
}

/** What a side lets through between its pod and a party. */
export function flowWith(side: Side, party: Party, namespaces: NamespaceLabels, lookup: PortLookup): Flow {
  return flow(side, lookup, ({ peers }) => peers?.some((peer) => peer.includes(party, namespaces)) ?? true);
}

/** What a side lets through between its pod and pods of another namespace, all of them. */
export function flowWithAll(side: Side, party: Foreigners, namespaces: NamespaceLabels, lookup: PortLookup): Flow {
  return flow(side, lookup, ({ peers }) => peers?.some((peer) => peer.includesAll(party, namespaces)) ?? true);
}

/** What a side lets through between its pod and somebody that cannot be named. An address that calls is nobody in particular. */
export function flowWithAnybody(side: Side, lookup: PortLookup): Flow {
  const isOpen = ({ open, addresses }: Peer): boolean =>
    open || (addresses !== undefined && side.direction === 'Ingress');
  return flow(side, lookup, ({ peers }) => peers?.some(isOpen) ?? true);
}

/** What a side lets its pod send to addresses: the rules that name some, each with its ports. */
export function flowOutside(side: Side): Flow & { readonly reach: readonly Reach[] } {
  const naming = ({ peers }: Rule) => peers?.some(({ addresses }) => addresses !== undefined) ?? false;
  const lookup = lookupAt(undefined);
  const reach = (side.rules ?? []).filter(naming).flatMap(({ at, peers = [] }) => {
    const addresses = peers.flatMap((peer) => peer.addresses ?? []);
    return rulePorts(at, lookup).map((ports) => ({ ports, addresses }));
  });
  return { ...flow(side, lookup, naming), reach };
}

function flow(side: Side, lookup: PortLookup, applies: (rule: Rule) => boolean): Flow {
  if (side.rules === undefined) return { ports: 'unrestricted', rules: [] };
  const rules = side.rules.filter(applies);
  if (rules.length === 0) return nothing;
  const ports = normalized(rules.flatMap(({ at }) => rulePorts(at, lookup)));
  return { ports, rules: rules.map(({ at }) => at) };
}

/** Whether anything gets through. */
export function isAllowed({ ports }: Flow): boolean {
  return ports === 'unrestricted' || ports.length > 0;
}
