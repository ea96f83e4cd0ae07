import type { At } from '../../../controls/at';
import type { KubernetesEdge } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { uniqueIds } from '../../values';
import { declaredOf, OUTSIDE, type Declared, type Role } from './declared';
import { endsOf } from './ends';
import {
  flowOutside,
  flowWith,
  flowWithAll,
  flowWithAnybody,
  isAllowed,
  lookupAt,
  nothing,
  type Flow,
  type Side,
} from './flows';
import type { Foreigners } from './foreigners';
import type { NamespaceLabels } from './peers';
import { indexPods, type PodIndex } from './pod-index';
import type { Pod } from './pods';
import type { Policy } from './policies';

/** What the pairs of a project are made from. */
export interface EdgeContext {
  readonly project: string;
  readonly contract: ProjectContract;
  readonly pods: readonly Pod[];
  readonly policies: readonly Policy[];
  readonly namespaces: NamespaceLabels;
  /** Where pairs are shown that nothing in the output stands for. */
  readonly nowhere: At;
}

/**
 * Every pair that the output allows or the contract declares, each way by itself: what the sender may send, and what the
 * receiver may receive. Whoever is outside of the project has no side here.
 */
export function edgesOf(context: EdgeContext): readonly KubernetesEdge[] {
  const { pods, policies, namespaces } = context;
  const declared = declaredOf(context.contract);
  const { resolver } = declared;
  const index = indexPods(pods);
  const ends = endsOf(index, policies, declared);
  const found: KubernetesEdge[] = [];
  const unique = uniqueIds();
  const add = (from: string, to: string, parts: Parts): void => {
    const { send, receive, outside, datagrams, ports = declared.ports(from, to), always = ports.length > 0 } = parts;
    const flows = [send, receive].filter((flow) => flow !== undefined);
    if (!always && !flows.some(isAllowed)) return;
    const rules = flows.flatMap((flow) => flow.rules);
    const sides = rules.length > 0 ? rules : parts.closing.length > 0 ? parts.closing : parts.objects;
    const workload = [from, to].find((name) => name.startsWith('workload:'))?.slice('workload:'.length);
    found.push({
      id: unique(`${context.project}/${from}->${to}`),
      project: context.project,
      ...(workload === undefined ? {} : { workload }),
      at: parts.objects[0] ?? context.nowhere,
      from,
      to,
      declared: ports,
      maySend: send?.ports,
      mayReceive: receive?.ports,
      ...(outside === undefined ? {} : { outside }),
      ...(datagrams === undefined ? {} : { datagrams }),
      sides,
    });
  };

  for (const end of ends) {
    const { egress, ingress, pod, name } = end;
    for (const other of end.others) {
      const send = flowWith(egress, other.pod, namespaces, lookupAt(other.pod));
      const receive = flowWith(other.ingress, pod, namespaces, lookupAt(other.pod));
      const closing = [...egress.policies, ...other.ingress.policies];
      add(name, other.name, { send, receive, closing, objects: [pod.object.at, other.pod.object.at] });
    }
    const out = { closing: egress.policies, objects: [pod.object.at] };
    if (resolver.pods !== undefined)
      add(name, 'resolver', {
        ...out,
        send: flowWith(egress, resolver.pods, namespaces, lookupAt(undefined)),
        ports: declared.foreignPorts(pod.id, 'callee', resolver.pods),
        datagrams: resolver.ports,
        always: true,
      });
    add(name, 'any', { ...out, send: flowWithAnybody(egress, lookupAt(undefined)) });
    const exits = declared.exits(pod.id);
    const { reach, ...send } = flowOutside(egress);
    const asked = resolver.cidr !== undefined && declared.asks(pod.id) ? resolver : undefined;
    const ports = [...exits.map(({ port }) => port), ...(asked?.ports ?? [])];
    if (ports.length > 0 || reach.length > 0)
      add(name, OUTSIDE, { ...out, send, ports, outside: { reach, exits, resolver: asked } });
    for (const party of foreignersAt(egress, declared, pod, 'callee', index, namespaces)) {
      const ports = declared.foreignPorts(pod.id, 'callee', party);
      add(name, party.name, { ...out, send: flowWithAll(egress, party, namespaces, lookupAt(undefined)), ports });
    }
    const into = { closing: ingress.policies, objects: [pod.object.at] };
    add('any', name, { ...into, receive: flowWithAnybody(ingress, lookupAt(pod)) });
    for (const party of foreignersAt(ingress, declared, pod, 'caller', index, namespaces)) {
      const ports = declared.foreignPorts(pod.id, 'caller', party);
      add(party.name, name, { ...into, receive: flowWithAll(ingress, party, namespaces, lookupAt(pod)), ports });
    }
  }
  const shown = new Set(found.map(({ from, to }) => `${from}->${to}`));
  for (const [from, to, port] of declared.pairs) {
    // A declared pair of which one end is missing from the output altogether.
    const send = from.startsWith('workload:') ? nothing : undefined;
    const receive = to.startsWith('workload:') ? nothing : undefined;
    if (!shown.has(`${from}->${to}`)) add(from, to, { send, receive, closing: [], objects: [], ports: [port] });
    shown.add(`${from}->${to}`);
  }
  return found;
}

interface Parts {
  readonly send?: Flow | undefined;
  readonly receive?: Flow | undefined;
  readonly closing: readonly At[];
  readonly objects: readonly At[];
  readonly ports?: readonly number[];
  readonly outside?: KubernetesEdge['outside'];
  readonly datagrams?: KubernetesEdge['datagrams'];
  readonly always?: boolean;
}

/** Pods of other namespaces that rules name or the contract declares, each once. Pods of this project are none of them. */
function foreignersAt(
  side: Side,
  declared: Declared,
  pod: Pod,
  role: Role,
  index: PodIndex,
  namespaces: NamespaceLabels,
): readonly Foreigners[] {
  const peers = side.rules?.flatMap(({ peers: list }) => list ?? []) ?? [];
  const named = peers.flatMap((peer) =>
    peer.namespaces
      .filter(
        (space) =>
          !index.find(peer.labels, [space]).some((one) => one.namespace === space && peer.includes(one, namespaces)),
      )
      .map(peer.foreigners),
  );
  // Callers that are pods of the resolver are callers like others.
  const resolver = role === 'callee' ? declared.resolver.pods?.name : undefined;
  const all = [...named, ...declared.foreigners(pod.id, role)].filter(({ name }) => name !== resolver);
  return [...new Map(all.map((party) => [party.name, party])).values()];
}
