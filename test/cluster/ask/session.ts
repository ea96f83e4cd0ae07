import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { held, judged, notHeld } from '../../engine/answers';
import { COMPOSE } from '../../engine/docker/copy';
import { passwordFiles } from '../../engine/docker/expected-secrets';
import { NODE_ADDRESS } from '../node/addresses';
import { APPLICATION, NAMESPACE, podSpecOf, podsOf, shellIn, WORKLOADS, type Ask, type Cluster } from './cluster';
import { throughTheDoor } from './http';

export const readmeRuns: Ask = (cluster) => Promise.resolve(held(cluster.readme));

export const sessionKept: Ask = async (cluster) => {
  const body = JSON.stringify({ cart: ['book', 'lamp'], note: 'ä → ü' });
  const path = '/sessions/cluster';
  const [put, got, gone] = await throughTheDoor(cluster, [
    { method: 'PUT', path, body },
    { method: 'GET', path },
    { method: 'GET', path: `${path}-never-stored` },
  ]);
  const problems = [
    ...(put?.status === 204 ? [] : [`PUT: ${put?.status} ${put?.text}`]),
    ...(got?.text === body ? [] : [`GET gave ${got?.status} ${got?.text}`]),
    ...(gone?.status === 404 ? [] : [`a session that was never stored gave ${gone?.status}`]),
  ];
  return judged(
    problems,
    `stored and read back from the namespace of the ingress controller; an unknown session is 404`,
  );
};

interface Door {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly type?: string;
    readonly externalIPs?: readonly string[];
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number }[];
    readonly rules?: readonly { readonly host?: string }[];
    readonly tls?: readonly { readonly hosts?: readonly string[] }[];
  };
}

export const publishedNarrowly: Ask = async (cluster) => {
  const { out } = await cluster.kubectl(['get', 'services,ingresses', '-n', NAMESPACE, '-o', 'json']);
  const { items } = JSON.parse(out) as { readonly items: readonly Door[] };
  const declared = cluster.objects
    .filter(({ kind }) => /^(Service|Ingress)$/.test(kind))
    .map(({ metadata }) => metadata.name);
  const problems = items.flatMap(({ kind, metadata: { name }, spec }) => [
    ...(declared.includes(name) ? [] : [`${kind} ${name} is not declared`]),
    ...(kind === 'Service' && spec.type !== 'ClusterIP' ? [`Service ${name} is a ${spec.type}`] : []),
    ...(spec.ports ?? [])
      .filter(({ nodePort }) => nodePort)
      .map(({ nodePort }) => `Service ${name}: port ${nodePort} of the node`),
    ...(spec.externalIPs ?? []).map((address) => `Service ${name}: ${address}`),
    ...(spec.rules ?? [])
      .filter(({ host }) => !spec.tls?.[0]?.hosts?.includes(host ?? ''))
      .map(() => `Ingress ${name}: a host without TLS`),
  ]);
  for (const port of [5010, 9464, 6379]) {
    const argv = ['curl', '-sS', '-m', '5', '--noproxy', '*', '-o', '/dev/null', `http://${NODE_ADDRESS}:${port}/`];
    const { code } = await cluster.sandbox.run(argv, { mayFail: true });
    if (code !== 7) problems.push(`${NODE_ADDRESS}:${port} of the node is open (curl exit ${code})`); // 7: refused
  }
  const seen = items.map(
    ({ kind, metadata: { name }, spec }) => `${kind} ${name} ${spec.type ?? spec.rules?.[0]?.host}`,
  );
  return judged(problems, `${seen.join(', ')}; refused on the node's address`);
};

export const imageAsDeclared: Ask = async (cluster) => {
  const { folder, digest } = cluster.images.application;
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name.replace('sha256:', '')), 'utf8'));
  const { config } = read(digest) as { readonly config: { readonly digest: string } };
  const { config: image } = read(config.digest) as {
    readonly config: { readonly User: string; readonly ExposedPorts?: object };
  };
  const spec = podSpecOf(cluster, APPLICATION);
  const { runAsUser, runAsGroup } = spec['securityContext'] as {
    readonly runAsUser: number;
    readonly runAsGroup: number;
  };
  const wanted = (spec.containers[0]?.['ports'] as readonly { readonly containerPort: number }[]).map(
    (p) => `${p.containerPort}/tcp`,
  );
  const exposed = Object.keys(image.ExposedPorts ?? {});
  const script = 'find /app \\( ! -user 0 -o -perm /022 \\) ! -type l 2>/dev/null | head -3\n';
  const changeable = (await shellIn(cluster, APPLICATION, script)).trim();
  const problems = [
    ...(image.User === `${runAsUser}:${runAsGroup}`
      ? []
      : [`the image's user is ${image.User}, the file's ${runAsUser}:${runAsGroup}`]),
    ...wanted.filter((port) => !exposed.includes(port)).map((port) => `${port} is not exposed by the image`),
    ...(changeable === '' ? [] : [`not root's, or writable for others: ${changeable}`]),
  ];
  return judged(
    problems,
    `user ${image.User}, ports ${exposed.join()}, all of /app is root's and only root's to write`,
  );
};

const passwords = (cluster: Cluster): readonly string[] =>
  passwordFiles.map((name) => readFileSync(join(cluster.copy, COMPOSE, 'secrets', name), 'utf8').trim());

export const noSecretInSight: Ask = async (cluster) => {
  const problems: string[] = [];
  const found = (text: string): boolean => passwords(cluster).some((password) => text.includes(password));
  const record = await cluster.kubectl(['get', 'all,configmaps,events', '-n', NAMESPACE, '-o', 'json']);
  if (found(record.out)) problems.push('in the record of an object that is no Secret');
  const secrets = await cluster.kubectl(['get', 'secrets', '-n', NAMESPACE, '-o', 'jsonpath={.items[*].metadata}']);
  if (found(secrets.out)) problems.push('in an annotation of a Secret');
  for (const workload of WORKLOADS) {
    const script = "tr '\\000' '\\n' < /proc/1/environ; tr '\\000' ' ' < /proc/1/cmdline\n";
    if (found(await shellIn(cluster, workload, script)))
      problems.push(`in the environment or arguments of ${workload}`);
    for (const { metadata } of await podsOf(cluster, workload)) {
      const { out } = await cluster.kubectl(['logs', '-n', NAMESPACE, metadata.name]);
      if (out === '') problems.push(`${metadata.name} has no log to look into`);
      if (found(out)) problems.push(`in the log of ${metadata.name}`);
    }
  }
  if (problems.length > 0) return notHeld(problems.join('; '));
  return held('objects, environment, arguments and log of each container hold none of them');
};
