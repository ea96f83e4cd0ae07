import type { Framework } from './framework';

/** Checks of the Pod Security admission controller, by the ids of its source. */
export const podSecurity = {
  name: 'Kubernetes Pod Security Standards',
  edition: 'checks of Kubernetes 1.34',
  scope: 'both levels; an id ends in its level where both have a check of that name',
  clauses: {
    allowPrivilegeEscalation: 'restricted: a process cannot gain more privileges than its parent',
    appArmorProfile: 'baseline: AppArmor is not switched off',
    capabilities_baseline: 'baseline: no capability beyond the default ones is added',
    capabilities_restricted: 'restricted: every capability is dropped, only NET_BIND_SERVICE comes back',
    hostNamespaces: 'baseline: network, process and IPC namespaces are not shared with the host',
    hostPathVolumes: 'baseline: no folder of the host is mounted',
    hostPorts: 'baseline: no port of the host is taken',
    hostProbesAndHostLifecycle: 'baseline: probes and hooks do not name another host',
    privileged: 'baseline: containers are not privileged',
    procMount: 'baseline: the default mask of /proc is kept',
    restrictedVolumes: 'restricted: only volume types that bring nothing of the host',
    runAsNonRoot: 'restricted: containers must run as a user other than root',
    runAsUser: 'restricted: the user id is not 0',
    seLinuxOptions: 'baseline: SELinux type is a container type, user and role are not set',
    seccompProfile_baseline: 'baseline: seccomp is not switched off',
    seccompProfile_restricted: 'restricted: a seccomp profile is set',
    sysctls: 'baseline: only sysctls that stay inside the pod',
    windowsHostProcess: 'baseline: no Windows host process',
  },
} as const satisfies Framework;
