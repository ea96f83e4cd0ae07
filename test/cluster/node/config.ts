import { RUN } from '../../engine/docker/this-run';
import { DNS_ADDRESS, NODE, PAUSE_IMAGE, POD_RANGE, REGISTRY_PORT } from './addresses';

/** containerd with the kubelet's side switched on. Without CAP_SYS_RESOURCE nobody may lower an OOM score. */
export const containerd = (folder: string, cni: string): string => `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${cni}"
    conf_dir = "${folder}/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${folder}/registries"
`;

/** Every registry that a manifest names is the one on loopback. */
export const registryHosts = `server = "http://127.0.0.1:${REGISTRY_PORT}"
[host."http://127.0.0.1:${REGISTRY_PORT}"]
  capabilities = ["pull", "resolve"]
`;

/** One bridge. What leaves the node has the node's address, as on an ordinary cluster. */
export const network = JSON.stringify({
  cniVersion: '1.0.0',
  name: 'pods',
  plugins: [
    {
      type: 'bridge',
      bridge: 'cni0',
      isGateway: true,
      hairpinMode: true,
      ipMasq: true,
      ipam: { type: 'host-local', ranges: [[{ subnet: POD_RANGE }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
  ],
});

/** JSON is YAML. */
export const kubelet = (pki: string, resolvConf: string): string =>
  JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: `${pki}/ca.crt` },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: `${pki}/kubelet-server.crt`,
    tlsPrivateKeyFile: `${pki}/kubelet-server.key`,
    clusterDNS: [DNS_ADDRESS],
    clusterDomain: 'cluster.local',
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${RUN}`,
    failCgroupV1: false,
    failSwapOn: false,
    oomScoreAdj: 0,
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    resolvConf,
    syncFrequency: '10s', // a new Secret is in the pods after this, not after a minute
    volumePluginDir: '/var/lib/kubelet/volumeplugins', // the default is a folder of the machine
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '1%',
      'imagefs.available': '1%',
      'nodefs.inodesFree': '1%',
    },
    imageGCHighThresholdPercent: 100,
  });

/** Its settings of connection tracking cannot be written in a network namespace. */
export const kubeProxy = (pki: string): string =>
  JSON.stringify({
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clientConnection: { kubeconfig: `${pki}/kube-proxy.conf` },
    clusterCIDR: POD_RANGE,
    hostnameOverride: NODE,
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
    oomScoreAdj: 0,
  });
