import type { Framework } from './framework';

/** CIS Kubernetes Benchmark: policies about workloads. */
export const cisKubernetes = {
  name: 'CIS Kubernetes Benchmark',
  edition: '1.10 (from 1.11 on, 5.7 is 5.6; 1.12 drops 5.2.9 and moves the rest of 5.2 up)',
  scope: 'section 5 as far as it is about workloads and their namespaces; the control plane and roles are not ours',
  clauses: {
    '5.1.5': 'the default service account is not used',
    '5.1.6': 'service account tokens are mounted only where needed',
    '5.2.1': 'some mechanism enforces a policy on pods',
    '5.2.2': 'privileged containers are not admitted',
    '5.2.3': 'sharing the process namespace of the host is not admitted',
    '5.2.4': 'sharing the IPC namespace of the host is not admitted',
    '5.2.5': 'sharing the network of the host is not admitted',
    '5.2.6': 'privilege escalation is not admitted',
    '5.2.7': 'root containers are not admitted',
    '5.2.8': 'NET_RAW is not admitted',
    '5.2.9': 'added capabilities are not admitted',
    '5.2.10': 'containers that keep capabilities are not admitted',
    '5.2.11': 'Windows host processes are not admitted',
    '5.2.12': 'folders of the host are not admitted',
    '5.2.13': 'ports of the host are not admitted',
    '5.3.1': 'the network plugin knows network policies',
    '5.3.2': 'every namespace has network policies',
    '5.4.1': 'secrets are read from files, not from the environment',
    '5.4.2': 'secrets are kept outside the cluster where that is possible',
    '5.5.1': 'the origin of images is checked',
    '5.7.1': 'namespaces separate administration',
    '5.7.2': 'the seccomp profile is the default of the runtime',
    '5.7.3': 'pods and containers have a security context',
    '5.7.4': 'the default namespace is not used',
  },
} as const satisfies Framework;
