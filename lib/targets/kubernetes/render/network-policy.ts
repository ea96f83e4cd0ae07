import { edgesFrom, edgesTo, type Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { some } from '../../../model/some';
import { podSelector, workloadMetadata } from './labels';
import type { KubernetesObject, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from './types';

type Rule = { readonly peer: NetworkPolicyPeer; readonly ports: readonly NetworkPolicyPort[] };

/** Where names are resolved: CoreDNS under the label that every distribution keeps. */
const resolver: Rule = {
  peer: {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  },
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

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
      ingress: some(from.map(({ peer, ports }) => ({ from: [peer], ports }))),
      egress: some(to.map(({ peer, ports }) => ({ to: [peer], ports }))),
    },
  };
}

function incoming(project: Project, workload: Workload): readonly Rule[] {
  const doors = project.exposures.filter((exposure) => exposure.workload === workload.name);
  const edges = edgesTo(project, workload.name);
  return once([
    ...doors.map(({ from, port }): Rule => ({ peer: namespacePeer(from), ports: [{ protocol: 'TCP', port }] })),
    ...edges.map(({ from, port }): Rule => ({
      peer: 'workload' in from ? { podSelector: podSelector(project, from.workload) } : namespacePeer(from.namespace),
      ports: [{ protocol: 'TCP', port }],
    })),
  ]);
}

/** One caller may have several users at a server; the network knows it once. */
const once = (rules: readonly Rule[]): readonly Rule[] => [
  ...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values(),
];

/** Callees, and the resolver that finds them: who calls nobody needs no names. */
function outgoing(project: Project, workload: Workload): readonly Rule[] {
  const callees = edgesFrom(project, workload.name).map(({ to, port }): Rule => ({
    peer: { podSelector: podSelector(project, to) },
    ports: [{ protocol: 'TCP', port }],
  }));
  return callees.length > 0 ? once([resolver, ...callees]) : [];
}

const namespacePeer = (name: string): NetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
