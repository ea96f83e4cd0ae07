import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyRepository, EXAMPLE } from '../../engine/docker/copy';
import { run, tail, until } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { manifestsIn } from '../api/manifests';
import { isReady, NAMESPACE, podsOf, untilReady, WORKLOADS, type Cluster } from '../ask/cluster';
import { placeOf } from '../build';
import { kubernetesProgram } from '../programs';
import { DNS_ADDRESS } from './addresses';
import type { Node } from './start-node';
import { AROUND, surroundings } from './surroundings';

/** In README.md, right above the ```sh block that brings the example up on a cluster. */
const MARKER = '<!-- kubernetes-secrets -->';

/** Brings the example up with README's own commands; only the digest of Redis is that of the stand-in. */
export async function startExample(
  node: Node,
  release: string,
  prepare: (copy: string) => void = () => undefined,
): Promise<Cluster> {
  await startSurroundings(node);
  const copy = join(node.work, 'repository');
  writeResolver(node, NAMESPACE);
  await step('copy of the repository, secrets', async () => {
    await copyRepository(copy);
    prepare(copy);
    const argv = ['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'init', `${EXAMPLE}/deploy`];
    await run(process.execPath, argv, { cwd: copy });
  });
  const objects = pinStandIn(join(copy, EXAMPLE, 'deploy/kubernetes'), node.images.redis.digest);
  const strangersAuthority = await authorityOfAStranger(node.work);
  const cluster: Cluster = { ...node, copy, objects, memory: new Map(), strangersAuthority, readme: '' };
  const readme = await step("README's commands", () => runReadme(cluster, release));
  const waited = Date.now();
  await step('pods are ready', async () => {
    for (const workload of WORKLOADS) await untilReady(cluster, workload, 600_000);
  });
  return {
    ...cluster,
    readme: `${readme}; pods ready ${secondsSince(waited)} s after their Secrets`,
  };
}

/** What other people have on a cluster: its DNS, storage, and namespaces with a pod each. */
export async function startSurroundings(node: Node): Promise<void> {
  await step('surroundings', async () => {
    await node.kubectl(['apply', '--server-side', '-f', '-'], { input: surroundings });
    await node.kubectl(['-n', 'kube-system', 'rollout', 'status', 'deployment/coredns', '--timeout=300s'], {
      timeoutMs: 310_000,
    });
    for (const name of AROUND)
      await node.kubectl(['-n', name, 'rollout', 'status', 'deployment/twin', '--timeout=300s'], {
        timeoutMs: 310_000,
      });
  });
}

/** The resolver that pods of a namespace have, for programs of this machine in a pod's network. */
export function writeResolver(node: Node, namespace: string): void {
  const search = [`${namespace}.svc`, 'svc', ''].map((part) =>
    part === '' ? 'cluster.local' : `${part}.cluster.local`,
  );
  const lines = [`nameserver ${DNS_ADDRESS}`, `search ${search.join(' ')}`, 'options ndots:5 timeout:2 attempts:1'];
  writeFileSync(join(node.work, 'resolv.conf.inside'), `${lines.join('\n')}\n`);
}

/** The committed manifests, but for the digest of what the registry on loopback serves. */
function pinStandIn(folder: string, digest: string): Cluster['objects'] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8').replaceAll(/(image: redis:[^@\s]+@)sha256:[0-9a-f]{64}/g, `$1${digest}`);
    writeFileSync(file, text);
    return manifestsIn(text).map(({ object }) => object);
  });
}

/** The block as it stands, by our kubectl; the pods are seen waiting for their Secrets in between. */
async function runReadme(cluster: Cluster, release: string): Promise<string> {
  const text = readFileSync(join(cluster.copy, 'README.md'), 'utf8');
  const [, block] = new RegExp(`${MARKER}\\s*\\n\`\`\`sh\\n([\\s\\S]*?)\\n\`\`\``).exec(text) ?? [];
  if (block === undefined) throw new Error(`README.md has no block below ${MARKER}`);
  const kubectl = dirname(placeOf(kubernetesProgram('kubectl', release)));
  const env = { ...cluster.env, KUBECONFIG: cluster.kubeconfig, PATH: `${kubectl}:${cluster.env['PATH']}` };
  const [apply = '', ...rest] = block.split(/(?<=^kubectl apply .*\n)/m);
  const shell = async (script: string): Promise<void> => {
    const ran = await cluster.sandbox.run(['bash', '-euo', 'pipefail', '-c', script], {
      cwd: cluster.copy,
      env,
      mayFail: true,
    });
    if (ran.code !== 0) throw new Error(`README's commands failed (${ran.code}):\n${tail(ran.err, 20)}`);
    if (/warning/i.test(ran.err)) throw new Error(`README's commands warn:\n${tail(ran.err, 20)}`);
  };
  await shell(apply);
  const folder = /^cd .*$/m.exec(apply)?.[0] ?? ':';
  const applied = Date.now();
  await until('pods wait for their Secrets', 240_000, () => allWait(cluster));
  await shell(`${folder}\n${rest.join('')}`);
  return `each command ended with 0 and without a warning; pods waited ${secondsSince(applied)} s for their Secrets`;
}

const secondsSince = (time: number): string => ((Date.now() - time) / 1000).toFixed(0);

/** Whether the kubelet has said of every pod that a Secret is not there, and none is ready. */
async function allWait(cluster: Cluster): Promise<boolean> {
  const argv = ['get', 'events', '-n', NAMESPACE, '--field-selector', 'reason=FailedMount', '-o', 'json'];
  const { items } = JSON.parse((await cluster.kubectl(argv)).out) as { readonly items: readonly MountEvent[] };
  const said = (uid: string): boolean =>
    items.some(({ involvedObject, message }) => involvedObject.uid === uid && /secret "\S+" not found/.test(message));
  const pods = await Promise.all(WORKLOADS.map((workload) => podsOf(cluster, workload)));
  return pods.every((some) => some.length > 0 && some.every((pod) => !isReady(pod) && said(pod.metadata.uid)));
}

interface MountEvent {
  readonly involvedObject: { readonly uid: string };
  readonly message: string;
}

/** Made in memory and on a pipe: only the certificate is of interest. */
async function authorityOfAStranger(work: string): Promise<string> {
  const flags = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  return (await run('openssl', ['req', ...flags, '-subj', '/CN=stranger', '-keyout', join(work, 'stranger.key')])).out;
}
