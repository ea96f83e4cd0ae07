import { join } from 'node:path';

/** Services of the cluster have addresses of this range. */
export const SERVICE_RANGE = '10.96.0.0/16';

/** Flags of the API server that do not depend on where it listens. */
export const apiServerFlags = (pki: string): readonly string[] => [
  `--tls-cert-file=${join(pki, 'apiserver.crt')}`,
  `--tls-private-key-file=${join(pki, 'apiserver.key')}`,
  `--client-ca-file=${join(pki, 'ca.crt')}`,
  '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
  `--service-account-key-file=${join(pki, 'sa.pub')}`,
  `--service-account-signing-key-file=${join(pki, 'sa.key')}`,
  `--service-cluster-ip-range=${SERVICE_RANGE}`,
  '--authorization-mode=Node,RBAC',
  '--anonymous-auth=false',
  '--enable-admission-plugins=NodeRestriction',
  // without it privileged pods are refused before Pod Security is asked, for another reason
  '--allow-privileged=true',
];

/** Flags of the controller manager that do not depend on where it listens. */
export const controllerManagerFlags = (pki: string): readonly string[] => [
  ...['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
    (flag) => `--${flag}=${join(pki, 'controller-manager.conf')}`,
  ),
  '--bind-address=127.0.0.1',
  '--leader-elect=false',
  `--service-account-private-key-file=${join(pki, 'sa.key')}`,
  `--root-ca-file=${join(pki, 'ca.crt')}`,
  '--use-service-account-credentials=true',
];
