import type { At } from '../../../controls/at';
import type { KubernetesEdge } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { uniqueIds } from '../../values';
import { flowWith, flowWithAnybody, isAllowed, lookupAt, nothing, sideOf, type Flow, type Side } from './flows';
import { resolver, type NamespaceLabels } from './peers';
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
  const { contract, pods, policies, namespaces } = context;
  const ends = pods.map((pod) => ({
    pod,
    name: `workload:${pod.id}`,
    egress: sideOf(pod, 'Egress', policies),
    ingress: sideOf(pod, 'Ingress', policies),
  }));
  const found: KubernetesEdge[] = [];
  const unique = uniqueIds();
  const add = (from: string, to: string, parts: Parts): void => {
    const { send, receive, declared = declaredPorts(contract, from, to), always = declared.length > 0 } = parts;
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
      declared,
      maySend: send?.ports,
      mayReceive: receive?.ports,
      sides,
    });
  };

  for (const end of ends) {
    const { egress, ingress, pod, name } = end;
    for (const other of ends) {
      const send = flowWith(egress, other.pod, namespaces, lookupAt(other.pod));
      const receive = flowWith(other.ingress, pod, namespaces, lookupAt(other.pod));
      const closing = [...egress.policies, ...other.ingress.policies];
      add(name, other.name, { send, receive, closing, objects: [pod.object.at, other.pod.object.at] });
    }
    const out = { closing: egress.policies, objects: [pod.object.at] };
    const asks = contract.edges.some(({ from }) => 'workload' in from && from.workload === pod.id);
    const dns = flowWith(egress, resolver, namespaces, lookupAt(undefined));
    add(name, 'resolver', { ...out, send: dns, declared: asks ? [53] : [], always: true });
    add(name, 'any', { ...out, send: flowWithAnybody(egress, lookupAt(undefined)) });
    for (const space of otherNamespaces(egress, context)) {
      const send = flowWith(egress, { namespace: space, labels: undefined }, namespaces, lookupAt(undefined));
      add(name, `namespace:${space}`, { ...out, send });
    }
    const into = { closing: ingress.policies, objects: [pod.object.at] };
    add('any', name, { ...into, receive: flowWithAnybody(ingress, lookupAt(pod)) });
    const callers = [...otherNamespaces(ingress, context), ...declaredNamespaces(contract, pod.id)];
    for (const space of new Set(callers)) {
      const receive = flowWith(ingress, { namespace: space, labels: undefined }, namespaces, lookupAt(pod));
      add(`namespace:${space}`, name, { ...into, receive });
    }
  }
  for (const { from, to } of contract.edges) {
    // A declared pair of which one end is missing from the output altogether.
    const caller = 'workload' in from ? `workload:${from.workload}` : `namespace:${from.namespace}`;
    if (!found.some((edge) => edge.from === caller && edge.to === `workload:${to}`)) {
      add(caller, `workload:${to}`, {
        send: 'workload' in from ? nothing : undefined,
        receive: nothing,
        closing: [],
        objects: [],
      });
    }
  }
  return found;
}

interface Parts {
  readonly send?: Flow | undefined;
  readonly receive?: Flow | undefined;
  readonly closing: readonly At[];
  readonly objects: readonly At[];
  readonly declared?: readonly number[];
  readonly always?: boolean;
}

/** Namespaces that rules name, and of which they mean pods that are none of this project's. */
function otherNamespaces(side: Side, { pods, namespaces }: EdgeContext): readonly string[] {
  const peers = side.rules?.flatMap(({ peers: list }) => list ?? []) ?? [];
  const named = peers.flatMap((peer) => {
    if (peer.resolver) return [];
    return peer.namespaces.filter(
      (space) => !pods.some((pod) => pod.namespace === space && peer.includes(pod, namespaces)),
    );
  });
  return [...new Set(named)];
}

function declaredNamespaces(contract: ProjectContract, workload: string): readonly string[] {
  return [
    ...contract.edges.flatMap(({ from, to }) => ('namespace' in from && to === workload ? [from.namespace] : [])),
    ...contract.exposures.flatMap((exposure) => (exposure.workload === workload ? [exposure.from] : [])),
  ];
}

/** The ports the contract declares for a pair. The ingress controller's namespace is the caller of what is exposed. */
function declaredPorts(contract: ProjectContract, from: string, to: string): readonly number[] {
  const edges = contract.edges.flatMap((edge) => {
    const caller = 'workload' in edge.from ? `workload:${edge.from.workload}` : `namespace:${edge.from.namespace}`;
    return caller === from && `workload:${edge.to}` === to ? [edge.port] : [];
  });
  const doors = contract.exposures.flatMap((exposure) =>
    `namespace:${exposure.from}` === from && `workload:${exposure.workload}` === to ? [exposure.port] : [],
  );
  return [...new Set([...edges, ...doors])].sort((a, b) => a - b);
}
