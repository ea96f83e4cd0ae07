import type { Miss, Mutation } from '../control';
import type { KubernetesNamespace } from '../subject';
import { shown } from './places';

/** Policies of other APIs add to what NetworkPolicies allow, or come before them: what they open is not to be seen here. */
export const judgeForeign = ({ foreignPolicies }: KubernetesNamespace): readonly Miss[] =>
  foreignPolicies.map((policy) => ({
    at: [policy],
    got: `${shown(policy.at('kind'))} of ${shown(policy.at('apiVersion'))}`,
    want: 'policies of networking.k8s.io only, since what others open is judged by nobody',
    fix: 'say it with the edges and exits of the program, or keep it out of this project',
  }));

const allowed = [{ action: 'Allow' }];

/** Objects of other APIs that open a namespace, by what they are. */
const openings: Readonly<Record<string, { readonly clusterWide?: true; readonly object: object }>> = {
  'a policy of Cilium': {
    object: {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      spec: { endpointSelector: {}, ingress: [{ fromEntities: ['all'] }], egress: [{ toEntities: ['all'] }] },
    },
  },
  'a policy of Calico that is called as those of Kubernetes': {
    object: {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      spec: { selector: 'all()', types: ['Ingress', 'Egress'], ingress: allowed, egress: allowed },
    },
  },
  'a policy of Calico for the whole cluster': {
    clusterWide: true,
    object: {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'GlobalNetworkPolicy',
      spec: { selector: 'all()', types: ['Ingress', 'Egress'], ingress: allowed, egress: allowed },
    },
  },
  'a policy of who runs the cluster': {
    clusterWide: true,
    object: {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] },
    },
  },
};

/** What opens a namespace without a NetworkPolicy. */
export const foreignMutations: readonly Mutation<KubernetesNamespace>[] = Object.entries(openings).map(
  ([name, { clusterWide, object }]) => ({
    name,
    do: ({ id, project, at }, output) =>
      output.add(at.file, {
        ...object,
        metadata: { name: 'open', ...(clusterWide ? {} : { namespace: id.slice(project.length + 1) }) },
      }),
  }),
);
