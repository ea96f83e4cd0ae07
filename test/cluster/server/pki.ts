import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../engine/run/command';

/** Who talks to whom with which name; the groups are those that the API server's own rules know. */
const CLIENTS = {
  admin: '/O=system:masters/CN=admin',
  'controller-manager': '/CN=system:kube-controller-manager',
  scheduler: '/CN=system:kube-scheduler',
  'kube-proxy': '/CN=system:kube-proxy',
  'apiserver-kubelet-client': '/O=system:masters/CN=apiserver-kubelet-client',
} as const;

export interface Names {
  /** The node's address; also one of the API server's. */
  readonly address: string;
  readonly node: string;
  /** Where clients find the API server. */
  readonly server: string;
}

/** A throw-away authority with everybody's certificates and kubeconfigs, for two days. */
export async function makePki(folder: string, { address, node, server }: Names): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', args, { cwd: folder });
  const key = async (name: string): Promise<void> => {
    await openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`);
    chmodSync(join(folder, `${name}.key`), 0o600);
  };
  const certificate = async (name: string, subject: string, use: string, names?: string): Promise<void> => {
    await key(name);
    await openssl('req', '-new', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
    const lines = [`extendedKeyUsage=${use}`, 'keyUsage=critical,digitalSignature'];
    writeFileSync(join(folder, `${name}.ext`), [...lines, ...(names ? [`subjectAltName=${names}`] : [])].join('\n'));
    const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
    await openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.crt`);
  };
  await key('ca');
  const authority = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  await openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'ca.key',
    '-subj',
    '/CN=test',
    '-days',
    '2',
    '-out',
    'ca.crt',
    ...authority,
  );
  const inside = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
  const dns = ['localhost', ...inside].map((name) => `DNS:${name}`).join(',');
  await certificate('apiserver', '/CN=kube-apiserver', 'serverAuth', `IP:127.0.0.1,IP:10.96.0.1,IP:${address},${dns}`);
  await certificate('kubelet-server', `/CN=${node}`, 'serverAuth', `IP:127.0.0.1,IP:${address},DNS:${node}`);
  await certificate('kubelet', `/O=system:nodes/CN=system:node:${node}`, 'clientAuth');
  for (const [name, subject] of Object.entries(CLIENTS)) await certificate(name, subject, 'clientAuth');
  await openssl('genrsa', '-out', 'sa.key', '2048');
  await openssl('rsa', '-in', 'sa.key', '-pubout', '-out', 'sa.pub');
  for (const name of ['kubelet', ...Object.keys(CLIENTS)]) {
    writeFileSync(join(folder, `${name}.conf`), kubeconfig(folder, name, server), { mode: 0o600 });
  }
}

/** JSON is YAML, and needs no library to be read again. */
const kubeconfig = (folder: string, name: string, server: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority': join(folder, 'ca.crt') } }],
    users: [
      {
        name,
        user: { 'client-certificate': join(folder, `${name}.crt`), 'client-key': join(folder, `${name}.key`) },
      },
    ],
    contexts: [{ name: 'test', context: { cluster: 'test', user: name } }],
  });
