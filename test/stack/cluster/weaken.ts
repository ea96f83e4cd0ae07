import type { Node } from '../../cluster/node/start-node';
import { sleep } from '../../engine/run/command';
import { edited, type Manifest, type Manifests } from './manifests';
import { untilReady } from './pods';

/** A namespace that would refuse nothing, so that what is weaker comes into being. */
export function withoutLevel({ the }: Manifests, namespace: string): void {
  for (const mode of ['enforce', 'audit', 'warn'])
    the('Namespace', namespace).remove(`metadata|labels|pod-security.kubernetes.io/${mode}`);
}

/** A process that may get capabilities, of the container with this number. */
export function withoutLimits({ pods, set, remove }: Manifest, container = 0): void {
  set(`${pods}|containers|${container}|securityContext|allowPrivilegeEscalation`, true);
  remove(`${pods}|containers|${container}|securityContext|capabilities`);
}

export const writableRoot = ({ pods, set }: Manifest, container = 0): void =>
  set(`${pods}|containers|${container}|securityContext|readOnlyRootFilesystem`, false);

/** Everybody may go everywhere. */
export async function openAll({ kubectl }: Node, namespace: string): Promise<void> {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'open', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
  };
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(policy) });
  await sleep(5_000); // until it is enforced
}

interface Data {
  readonly data: Readonly<Record<string, string>>;
}

/** A user of Redis who may do all, with any password. */
export async function openUser({ kubectl }: Node, namespace: string, user: string): Promise<void> {
  const key = 'users.acl';
  const { out } = await kubectl(['get', 'secret', '-n', namespace, 'redis.server', '-o', 'json']);
  const text = Buffer.from((JSON.parse(out) as Data).data[key] ?? '', 'base64').toString();
  const changed = edited(text, new RegExp(`^user ${user} .*$`, 'm'), `user ${user} on nopass ~* &* +@all`);
  const patch = JSON.stringify({ stringData: { [key]: changed } });
  await kubectl(['patch', 'secret', '-n', namespace, 'redis.server', '--patch', patch]);
  await anew(kubectl, namespace, 'redis');
}

/** Changes a file that a workload has from a ConfigMap, and has it read. */
export async function changeFile(
  { kubectl }: Node,
  namespace: string,
  workload: string,
  file: string,
  from: string,
  to: string,
): Promise<void> {
  const { out } = await kubectl(['get', 'configmap', '-n', namespace, `${workload}-config`, '-o', 'json']);
  const patch = JSON.stringify({ data: { [file]: edited((JSON.parse(out) as Data).data[file] ?? '', from, to) } });
  await kubectl(['patch', 'configmap', '-n', namespace, `${workload}-config`, '--patch', patch]);
  await anew(kubectl, namespace, workload);
}

/** New pods of a workload. */
export async function anew(kubectl: Node['kubectl'], namespace: string, workload: string): Promise<void> {
  const pods = ['pod', '-n', namespace, '-l', `app.kubernetes.io/name=${workload}`];
  await kubectl(['delete', ...pods], { timeoutMs: 120_000 });
  await untilReady(kubectl, namespace, workload);
}
