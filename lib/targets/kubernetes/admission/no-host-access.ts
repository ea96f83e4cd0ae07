import type { AdmissionRule } from './rule';

/** What Pod Security says too, for namespaces that do not enforce its level, and processes that containers share. */
export const noHostAccess = {
  control: 'no-host-access',
  judges: ['pods', 'ephemeral containers'],
  variables: [
    {
      name: 'contexts',
      expression: `[?variables.pod.?securityContext].map(s, {"of": dyn("the pod"), "is": dyn(s)}) +
variables.containers.filter(c, has(c.securityContext)).map(c,
  {"of": dyn("container " + c.name), "is": dyn(c.securityContext)})`,
    },
  ],
  validations: [
    {
      name: 'namespaces',
      wrong: `(variables.pod.?hostNetwork.orValue(false) ? ["hostNetwork"] : []) +
(variables.pod.?hostPID.orValue(false) ? ["hostPID"] : []) +
(variables.pod.?hostIPC.orValue(false) ? ["hostIPC"] : []) +
(variables.pod.?shareProcessNamespace.orValue(false) ? ["shareProcessNamespace"] : [])`,
      got: 'a namespace of the node, or the processes of another container',
      want: 'nothing',
      fix: 'remove it',
    },
    {
      name: 'volumeKinds',
      wrong: `variables.volumes.filter(v, !(has(v.configMap) || has(v.csi) || has(v.downwardAPI) || has(v.emptyDir) ||
  has(v.ephemeral) || has(v.image) || has(v.persistentVolumeClaim) || has(v.projected) || has(v.secret)
)).map(v, "volume " + v.name)`,
      got: 'a folder of the node, or storage that the node reaches',
      want: 'volumes that bring nothing of the node',
      fix: 'remove it',
    },
    {
      name: 'asked',
      wrong: `variables.containers.filter(c, [?c.?startupProbe, ?c.?livenessProbe, ?c.?readinessProbe].exists(p,
  p.?httpGet.?host.orValue("") != "" || p.?tcpSocket.?host.orValue("") != "") ||
  [?c.?lifecycle.?postStart, ?c.?lifecycle.?preStop].exists(h,
  h.?httpGet.?host.orValue("") != "" || h.?tcpSocket.?host.orValue("") != "")
).map(c, "container " + c.name)`,
      got: 'another host that the node asks',
      want: 'nothing',
      fix: 'remove it: the pod itself is asked',
    },
    {
      name: 'propagated',
      wrong: `variables.containers.filter(c, c.?volumeMounts.orValue([]).exists(m,
  !(m.?mountPropagation.orValue("None") in ["None", "HostToContainer"]))).map(c, "container " + c.name)`,
      got: 'mounts that the node sees',
      want: 'nothing',
      fix: 'remove it',
    },
    {
      name: 'unconfined',
      wrong: `variables.contexts.filter(s,
  s.is.?windowsOptions.?hostProcess.orValue(false) ||
  !(s.is.?seLinuxOptions.?type.orValue("") in ["", "container_t", "container_init_t", "container_kvm_t"]) ||
  s.is.?seLinuxOptions.?user.orValue("") != "" || s.is.?seLinuxOptions.?role.orValue("") != ""
).map(s, string(s.of)) +
variables.containers.filter(c, c.?securityContext.?procMount.orValue("Default") != "Default"
).map(c, "container " + c.name)`,
      got: 'an unmasked /proc, a label of SELinux, or a process of the node',
      want: 'nothing',
      fix: 'remove it',
    },
    {
      name: 'settings',
      wrong: `variables.pod.?securityContext.?sysctls.orValue([]).filter(s, !(s.name in [
  "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
  "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports"])).map(s, "sysctl " + s.name)`,
      got: 'a setting of the kernel',
      want: 'settings that concern the pod alone',
      fix: 'remove it',
    },
  ],
} as const satisfies AdmissionRule;
