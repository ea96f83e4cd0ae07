import type { Control } from './control';
import { buildsGiven } from './helpers/build';
import { judgePod } from './helpers/host-of-pod';
import { judgeService } from './helpers/host-of-service';
import { addInitContainer } from './helpers/mutations';
import type { KubernetesWorkload } from './subject';

/*
 * A container has namespaces, files and devices of its own, and none of the host's. Containers of a pod share its network
 * only: whoever sees the processes of another one reads its files, and its secrets among them, below /proc.
 *
 * Kubernetes, restricted fields:
 *   spec.hostNetwork, spec.hostPID, spec.hostIPC    absent or false
 *   spec.shareProcessNamespace                      absent or false
 *   spec.volumes[*]                                 configMap, csi, downwardAPI, emptyDir, ephemeral, image,
 *                                                   persistentVolumeClaim, projected, secret
 *   spec.containers[*].{startupProbe,livenessProbe,readinessProbe,lifecycle.postStart,lifecycle.preStop}
 *     .{httpGet,tcpSocket}.host                     absent: the node asks, from its own network
 *   spec.containers[*].volumeMounts[*].mountPropagation          absent, None, HostToContainer
 *   spec.containers[*].securityContext.procMount                 absent, Default
 *   spec[.containers[*]].securityContext.seLinuxOptions          type of a container; no user, no role
 *   spec[.containers[*]].securityContext.windowsOptions.hostProcess    absent or false
 *   spec.securityContext.sysctls[*].name            those that concern the pod alone
 * Compose, restricted fields:
 *   services.*.network_mode                         not host
 *   services.*.pid, .uts, .userns_mode, .cgroup_parent, .volumes_from      absent
 *   services.*.ipc, .cgroup                         absent, private (ipc also none)
 *   services.*.devices, .device_cgroup_rules, .gpus, .deploy.resources.reservations.devices    absent
 *   services.*.volumes[*], configs.*.file, secrets.*.file    paths below the folder of the Compose file; no mount of that
 *                                                   folder itself, nor of secrets in it; also behind a named volume
 *   services.*.sysctls                              those that concern the container alone
 *   services.*.security_opt                         profiles and no-new-privileges; no label but a level or the type of a container
 *   services.*.build.privileged, .entitlements, .ssh, .secrets, .network    absent (network also default, none)
 */
export const noHostAccess = {
  id: 'no-host-access',
  title: 'nothing of the host is shared with a container, nor are processes of another one',
  severity: 'critical',
  why: 'Whoever breaks into a container that has a folder, a namespace or a device of the host reads or rules what belongs to everybody else there.',
  subject: 'workload',
  clauses: {
    'pod-security': [
      'hostNamespaces',
      'hostPathVolumes',
      'hostProbesAndHostLifecycle',
      'procMount',
      'restrictedVolumes',
      'seLinuxOptions',
      'sysctls',
      'windowsHostProcess',
    ],
    'cis-docker': ['5.6', '5.10', '5.16', '5.17', '5.18', '5.20', '5.21', '5.25', '5.31'],
    'cis-kubernetes': ['5.2.3', '5.2.4', '5.2.5', '5.2.11', '5.2.12'],
    'nist-800-190': ['4.3.3', '4.4.3', '4.5.5'],
  },
  in: {
    kubernetes: {
      check: (w) => judgePod(w.pod),
      weaken: [
        { name: 'the processes of the node', do: (w) => w.pod.at('hostPID').set(true) },
        {
          name: 'the processes of every container of the pod',
          do: (w) => w.pod.at('shareProcessNamespace').set(true),
        },
        { name: 'the IPC of the node', do: (w) => w.pod.at('hostIPC').set(true) },
        {
          name: 'the network of the node',
          implies: ['narrow-exposure', 'declared-edges-only'],
          do: (w) => w.pod.at('hostNetwork').set(true),
        },
        {
          name: 'a folder of the node',
          do: (w) => w.pod.at('volumes').push({ name: 'logs', hostPath: { path: '/var/log' } }),
        },
        {
          name: 'a share that the node mounts',
          do: (w) => w.pod.at('volumes').push({ name: 'share', nfs: { server: 'nfs.example.com', path: '/' } }),
        },
        {
          name: 'a disk that the node attaches',
          do: (w) => w.pod.at('volumes').push({ name: 'disk', iscsi: { targetPortal: 'x', iqn: 'iqn.x:y', lun: 0 } }),
        },
        {
          name: 'a program of the node that mounts',
          do: (w) => w.pod.at('volumes').push({ name: 'driver', flexVolume: { driver: 'example.com/any' } }),
        },
        {
          name: 'a hook that lets the node ask somebody else',
          do: (w) =>
            w.pod
              .at('containers', 0, 'lifecycle', 'postStart')
              .set({ httpGet: { host: '169.254.169.254', path: '/', port: 80 } }),
        },
        {
          name: 'an init container whose hook leads elsewhere',
          do: (w) =>
            addInitContainer(first(w), (twin) =>
              twin.at('lifecycle', 'postStart').set({ tcpSocket: { host: '169.254.169.254', port: 80 } }),
            ),
        },
        {
          name: 'mounts that the node sees',
          do: (w) => w.pod.at('containers', 0, 'volumeMounts', 0, 'mountPropagation').set('Bidirectional'),
          when: (w) => w.pod.at('containers', 0, 'volumeMounts').list().length > 0,
        },
        {
          name: 'an unmasked /proc',
          do: (w) => w.pod.at('containers', 0, 'securityContext', 'procMount').set('Unmasked'),
        },
        {
          name: 'an init container with an unmasked /proc',
          do: (w) => addInitContainer(first(w), (twin) => twin.at('securityContext', 'procMount').set('Unmasked')),
        },
        {
          name: 'a container that joins to debug, with an unmasked /proc',
          do: (w) => {
            addInitContainer(first(w), (twin) => twin.at('securityContext', 'procMount').set('Unmasked'));
            const all = w.pod.at('initContainers').list();
            w.pod.at('ephemeralContainers').push(all.at(-1)?.value);
            all.at(-1)?.remove();
          },
        },
        {
          name: 'the SELinux type of the super user',
          do: (w) => w.pod.at('securityContext', 'seLinuxOptions', 'type').set('spc_t'),
        },
        {
          name: 'an SELinux role, in a container',
          do: (w) => w.pod.at('containers', 0, 'securityContext', 'seLinuxOptions').set({ role: 'sysadm_r' }),
        },
        {
          name: 'a setting of the kernel',
          do: (w) => w.pod.at('securityContext', 'sysctls').push({ name: 'kernel.msgmax', value: '65536' }),
        },
        {
          name: 'a process of the node, on Windows',
          do: (w) => w.pod.at('containers', 0, 'securityContext', 'windowsOptions').set({ hostProcess: true }),
        },
      ],
    },
    compose: {
      check: (w) => judgeService(w),
      weaken: [
        { name: 'the processes of the host', do: (w) => w.at.at('pid').set('host') },
        { name: 'the processes of another service', do: (w) => w.at.at('pid').set('service:other') },
        { name: 'the processes of a container of somebody else', do: (w) => w.at.at('pid').set('container:other') },
        { name: 'the IPC of another service', do: (w) => w.at.at('ipc').set('service:other') },
        { name: 'the IPC of the host', do: (w) => w.at.at('ipc').set('host') },
        { name: 'the name of the host', do: (w) => w.at.at('uts').set('host') },
        { name: 'the users of the host', do: (w) => w.at.at('userns_mode').set('host') },
        { name: 'the cgroups of the host', do: (w) => w.at.at('cgroup').set('host') },
        { name: 'a cgroup of the host', do: (w) => w.at.at('cgroup_parent').set('/system.slice') },
        {
          name: 'the network of the host',
          implies: ['default-deny', 'declared-edges-only'],
          do: (w) => {
            w.at.at('networks').remove();
            w.at.at('network_mode').set('host');
          },
        },
        { name: 'a device', do: (w) => w.at.at('devices').set(['/dev/fuse']) },
        { name: 'every graphics device', do: (w) => w.at.at('gpus').set('all') },
        { name: 'a rule for devices', do: (w) => w.at.at('device_cgroup_rules').set(['c 1:* rwm']) },
        {
          name: 'a reserved device',
          do: (w) => w.at.at('deploy', 'resources', 'reservations', 'devices').set([{ capabilities: ['gpu'] }]),
        },
        { name: 'a folder of the host, short form', do: (w) => w.at.at('volumes').push('/etc:/host/etc:ro') },
        {
          name: 'a folder above the project, long form',
          do: (w) => w.at.at('volumes').push({ type: 'bind', source: '../..', target: '/host', read_only: true }),
        },
        { name: 'the home of whoever runs it', do: (w) => w.at.at('volumes').push('~/.ssh:/keys:ro') },
        { name: 'a folder that the shell names', do: (w) => w.at.at('volumes').push('${ROOT:-/}:/host') },
        { name: 'the secrets of every service', do: (w) => w.at.at('volumes').push('./config/../secrets:/all:ro') },
        { name: 'the volumes of another container', do: (w) => w.at.at('volumes_from').set(['container:other']) },
        { name: 'a setting of the kernel', do: (w) => w.at.at('sysctls').set(['net.ipv4.ip_forward=1']) },
        { name: 'a setting of the kernel, by name', do: (w) => w.at.at('sysctls', 'kernel.msgmax').set(65536) },
        ...buildsGiven,
        { name: 'SELinux switched off', do: (w) => w.at.at('security_opt').push('label=disable') },
        { name: 'the SELinux type of the super user', do: (w) => w.at.at('security_opt').push('label:type:spc_t') },
        { name: 'an unmasked /proc', do: (w) => w.at.at('security_opt').push('systempaths=unconfined') },
        { name: 'control groups to write to', do: (w) => w.at.at('security_opt').push('writable-cgroups=true') },
        {
          name: 'an option that a variable names',
          do: (w) => w.at.at('security_opt').push('${OPTION:-seccomp=unconfined}'),
        },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'workload'>;

const first = (w: KubernetesWorkload) => ({ pod: w.pod, at: w.pod.at('containers', 0) });
