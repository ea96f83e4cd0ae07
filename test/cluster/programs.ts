/** A program of the cluster, and the Go module and package that it is built from. */
export interface Program {
  readonly name: string;
  /** Folder below `programs/`. */
  readonly module: string;
  readonly package: string;
  /** Values of variables, set when it is linked. */
  readonly variables: Readonly<Record<string, string>>;
}

const API_PROGRAMS = ['kube-apiserver', 'kubectl', 'kube-controller-manager'] as const;
export const NODE_PROGRAMS = [...API_PROGRAMS, 'kubelet', 'kube-scheduler', 'kube-proxy'] as const;

/** A program of Kubernetes itself. The source knows its version only when it is told. */
export function kubernetesProgram(name: string, release: string): Program {
  const [major = '', minor = ''] = release.slice(1).split('.');
  const values = {
    gitMajor: major,
    gitMinor: minor,
    gitVersion: release,
    gitTreeState: 'clean',
    gitCommit: 'module',
    buildDate: '1970-01-01T00:00:00Z',
  };
  const variables = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((place) =>
    Object.entries(values).map(([variable, value]) => [`${place}.${variable}`, value]),
  );
  return {
    name,
    module: release,
    package: `k8s.io/kubernetes/cmd/${name}`,
    variables: Object.fromEntries(variables) as Record<string, string>,
  };
}

/** The cluster's DNS. */
export const COREDNS: Program = { name: 'coredns', module: 'coredns', package: '.', variables: {} };

/** What enforces NetworkPolicy: the evaluator of the Kubernetes project itself. */
export const NETWORK_POLICIES: Program = {
  name: 'kube-network-policies',
  module: 'network-policies',
  package: 'sigs.k8s.io/kube-network-policies/cmd',
  variables: {},
};
