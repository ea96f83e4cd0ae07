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

/** What opens a namespace without a NetworkPolicy. */
export const foreignMutations: readonly Mutation<KubernetesNamespace>[] = [
  {
    name: 'a policy of Cilium',
    do: (n, output) =>
      output.add(n.at.file, {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'open', namespace: nameOf(n) },
        spec: { endpointSelector: {}, ingress: [{ fromEntities: ['all'] }], egress: [{ toEntities: ['all'] }] },
      }),
  },
  {
    name: 'a policy of Calico that is called as those of Kubernetes',
    do: (n, output) =>
      output.add(n.at.file, {
        apiVersion: 'projectcalico.org/v3',
        kind: 'NetworkPolicy',
        metadata: { name: 'open', namespace: nameOf(n) },
        spec: { selector: 'all()', types: ['Ingress', 'Egress'], ingress: allowed, egress: allowed },
      }),
  },
  {
    name: 'a policy of Calico for the whole cluster',
    do: (n, output) =>
      output.add(n.at.file, {
        apiVersion: 'crd.projectcalico.org/v1',
        kind: 'GlobalNetworkPolicy',
        metadata: { name: 'open' },
        spec: { selector: 'all()', types: ['Ingress', 'Egress'], ingress: allowed, egress: allowed },
      }),
  },
  {
    name: 'a policy of who runs the cluster',
    do: (n, output) =>
      output.add(n.at.file, {
        apiVersion: 'policy.networking.k8s.io/v1alpha1',
        kind: 'AdminNetworkPolicy',
        metadata: { name: 'open' },
        spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] },
      }),
  },
];

const allowed = [{ action: 'Allow' }];

const nameOf = ({ id, project }: KubernetesNamespace): string => id.slice(project.length + 1);
