import type { PodSecurityCheck } from './check';

/*
 * The pod is not in the host's network, process or IPC namespace.
 *   spec.hostNetwork, spec.hostPID, spec.hostIPC
 * Allowed values: absent, false
 */
export const hostNamespaces: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  reason: 'host namespaces',
  since: 0,
  broken: (pod) =>
    ['hostNetwork', 'hostPID', 'hostIPC'].map((name) => pod.at('spec', name)).filter(({ value }) => value === true),
};
