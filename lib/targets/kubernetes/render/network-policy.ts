import { isNamed } from '../../../model/exit';
import { edgesFrom, edgesTo, exitsFrom, type Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { some } from '../../../model/some';
import { resolverRule } from './dns';
import { exitPeers, namespacePeer } from './exit-peers';
import { podSelector, workloadMetadata } from './labels';
import type { KubernetesObject, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from './types';

/** One rule is about one party: a host of the outside is a block of each family of addresses. */
type Rule = { readonly peers: readonly NetworkPolicyPeer[]; readonly ports: readonly NetworkPolicyPort[] };

/** Allows a workload its declared edges and nothing else. */
export function networkPolicyObject(
  project: Project,
  workload: Workload,
): KubernetesObject & { readonly spec: NetworkPolicySpec } {
  const from = incoming(project, workload);
  const to = outgoing(project, workload);
  const types = [...(from.length > 0 ? ['Ingress' as const] : []), ...(to.length > 0 ? ['Egress' as const] : [])];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: workloadMetadata(project, workload),
    spec: {
      podSelector: podSelector(project, workload.name),
      policyTypes: types,
      ingress: some(from.map(({ peers, ports }) => ({ from: peers, ports }))),
      egress: some(to.map(({ peers, ports }) => ({ to: peers, ports }))),
    },
  };
}

function incoming(project: Project, workload: Workload): readonly Rule[] {
  const doors = project.exposures.filter((exposure) => exposure.workload === workload.name);
  const edges = edgesTo(project, workload.name);
  return once([
    ...doors.map(({ from, port }): Rule => ({ peers: [namespacePeer(from)], ports: [{ protocol: 'TCP', port }] })),
    ...edges.map(({ from, port }): Rule => ({
      peers: [
        'workload' in from
          ? { podSelector: podSelector(project, from.workload) }
          : namespacePeer(from.namespace, from.labels),
      ],
      ports: [{ protocol: 'TCP', port }],
    })),
  ]);
}

/** One caller may have several users at a server; the network knows it once. */
const once = (rules: readonly Rule[]): readonly Rule[] => [
  ...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values(),
];

/** Callees, ways out, and the resolver that finds them: who calls nobody by a name needs none. */
function outgoing(project: Project, workload: Workload): readonly Rule[] {
  const callees = edgesFrom(project, workload.name).map(({ to, port }): Rule => ({
    peers: [{ podSelector: podSelector(project, to) }],
    ports: [{ protocol: 'TCP', port }],
  }));
  const exits = exitsFrom(project, workload.name);
  const asks = callees.length > 0 || exits.some(({ to }) => isNamed(to));
  const outside = exits.map(({ to, port }): Rule => ({ peers: exitPeers(to), ports: [{ protocol: 'TCP', port }] }));
  return once([...(asks ? [resolverRule(project.settings.dns)] : []), ...callees, ...outside]);
}
