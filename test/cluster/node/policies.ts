import type { Sandbox } from '../../engine/docker/sandbox';
import type { Kubectl } from './kubectl';
import { NODE, NODE_ADDRESS, POD_RANGE } from './addresses';

export interface PolicyEngine {
  readonly sandbox: Sandbox;
  readonly kubectl: Kubectl;
  readonly pki: string;
  readonly program: string;
  readonly start: (name: string, argv: readonly string[], env: NodeJS.ProcessEnv) => void;
}

const QUEUE = '100';
const ACCOUNT = '/run/secrets/kubernetes.io/serviceaccount';

/**
 * The Kubernetes project's own engine for NetworkPolicy. It finds its API server as a pod does, and asks the kernel for
 * the first packet of each connection. Its rules for that need a statement that not every kernel has, and it goes on
 * without them; these do the same everywhere. Packets that nobody judges are dropped.
 */
export async function startPolicies({ sandbox, kubectl, pki, program, start }: PolicyEngine): Promise<void> {
  await kubectl(['create', 'serviceaccount', 'policies', '-n', 'kube-system']);
  const resources = 'pods,namespaces,nodes,networkpolicies.networking.k8s.io';
  await kubectl(['create', 'clusterrole', 'policies', '--verb=list,watch', `--resource=${resources}`]);
  await kubectl([
    'create',
    'clusterrolebinding',
    'policies',
    '--clusterrole=policies',
    '--serviceaccount=kube-system:policies',
  ]);
  const token = (await kubectl(['create', 'token', 'policies', '-n', 'kube-system', '--duration=24h'])).out;
  await sandbox.run(['sh', '-ec', `mkdir -p ${ACCOUNT}; cp ${pki}/ca.crt ${ACCOUNT}/ca.crt; cat > ${ACCOUNT}/token`], {
    input: token,
  });
  const flags = [
    `--hostname-override=${NODE}`,
    '--metrics-bind-address=127.0.0.1:9080',
    '--netfilter-bug-1766-fix=false',
  ];
  start('policies', [program, ...flags], { KUBERNETES_SERVICE_HOST: NODE_ADDRESS, KUBERNETES_SERVICE_PORT: '6443' });
  const rules = [
    ['-m', 'owner', '--uid-owner', '0', '-j', 'ACCEPT'], // the node's own: probes
    ['-m', 'conntrack', '--ctstate', 'ESTABLISHED,RELATED', '-j', 'ACCEPT'],
    ['-s', POD_RANGE, '-j', 'NFQUEUE', '--queue-num', QUEUE],
    ['-d', POD_RANGE, '-j', 'NFQUEUE', '--queue-num', QUEUE],
  ];
  for (const rule of rules) await sandbox.run(['iptables', '-t', 'mangle', '-A', 'POSTROUTING', ...rule]);
}
