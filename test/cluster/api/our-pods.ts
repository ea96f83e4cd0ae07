import type { KubernetesObject } from '../server/objects';

/** A pod that breaks nothing at any level, with something changed. */
function pod(
  name: string,
  spec: object,
  { context = {}, container = {}, annotations = {} } = {},
): {
  readonly name: string;
  readonly pod: KubernetesObject;
} {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return {
    name: `ours/${name}`,
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), annotations },
      spec: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...context },
        containers: [{ name: 'a', image: 'example.com/a:1', securityContext: { ...securityContext, ...container } }],
        ...spec,
      },
    },
  };
}

const windowsContainer = { allowPrivilegeEscalation: null, capabilities: null };

/** Pods for rules that no published pod shows: what is let off, and what is absent in another way. */
export const ourPods: readonly { readonly name: string; readonly pod: KubernetesObject }[] = [
  pod('nothing wrong', {}),
  pod('users of its own, as root', { hostUsers: false }, { context: { runAsNonRoot: false, runAsUser: 0 } }),
  pod('users of its own, a container as root', { hostUsers: false }, { container: { runAsUser: 0 } }),
  pod('users of its own, unmasked', { hostUsers: false }, { container: { procMount: 'Unmasked' } }),
  pod('the users of the host, said', { hostUsers: true }, { context: { runAsNonRoot: null } }),
  pod('windows', { os: { name: 'windows' } }, { context: { seccompProfile: null }, container: windowsContainer }),
  pod('linux, said', { os: { name: 'linux' } }, { context: { seccompProfile: null }, container: windowsContainer }),
  pod('container engine', {}, { container: { seLinuxOptions: { type: 'container_engine_t' } } }),
  pod('a role of SELinux', {}, { context: { seLinuxOptions: { role: 'sysadm_r' } } }),
  pod('keepalive', {}, { context: { sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '60' }] } }),
  pod('buffers', {}, { context: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '4096 8192 16384' }] } }),
  pod('unsent', {}, { context: { sysctls: [{ name: 'net.ipv4.tcp_notsent_lowat', value: '16384' }] } }),
  pod('an image as a volume', { volumes: [{ name: 'v', image: { reference: 'example.com/b:1' } }] }),
  pod('a volume without a source', { volumes: [{ name: 'v' }] }),
  pod('AppArmor off', {}, { container: { appArmorProfile: { type: 'Unconfined' } } }),
  pod('AppArmor off for all', {}, { context: { appArmorProfile: { type: 'Unconfined' } } }),
  pod(
    'seccomp off in the pod, on in the container',
    {},
    {
      context: { seccompProfile: { type: 'Unconfined' } },
      container: { seccompProfile: { type: 'RuntimeDefault' } },
    },
  ),
  pod(
    'seccomp on in the container alone',
    {},
    {
      context: { seccompProfile: null },
      container: { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
    },
  ),
  pod('not root in the container alone', {}, { context: { runAsNonRoot: null }, container: { runAsNonRoot: true } }),
  pod(
    'a capability that may be added',
    {},
    {
      container: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } },
    },
  ),
  pod('all dropped in other words', {}, { container: { capabilities: { drop: ['all'] } } }),
  pod('a probe of another host', {
    containers: [
      {
        name: 'a',
        image: 'example.com/a:1',
        livenessProbe: { httpGet: { port: 80, host: '169.254.169.254' } },
        lifecycle: { preStop: { httpGet: { port: 80, host: '' } } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  }),
  pod('an init container that is privileged', {
    initContainers: [{ name: 'i', image: 'example.com/i:1', securityContext: { privileged: true } }],
  }),
];
