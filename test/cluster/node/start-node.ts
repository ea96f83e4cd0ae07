import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN } from '../../engine/docker/this-run';
import { startOutside, tsx, type Outside } from '../../engine/docker/outside';
import { startSandbox, type Sandbox } from '../../engine/docker/sandbox';
import { redisArchive } from '../../engine/docker/stand-ins';
import { step } from '../../engine/run/steps';
import { onEnd } from '../../engine/run/undo';
import { placeOf } from '../build';
import { kubernetesProgram, NETWORK_POLICIES } from '../programs';
import { apiServerFlags, controllerManagerFlags, SERVICE_RANGE } from '../server/flags';
import { makePki } from '../server/pki';
import { untilAnswer, type Running } from '../server/process';
import { NODE, NODE_ADDRESS, POD_RANGE, REGISTRY_PORT } from './addresses';
import { applicationArchive } from './application-image';
import * as config from './config';
import { kubectlIn, type Kubectl } from './kubectl';
import { keepSysctls, makeCgroups } from './machine';
import { startPolicies } from './policies';
import { corednsArchive, debianPrograms, pauseArchive } from './programs';
import { serve, type ServedImage } from './served-image';
import { startService } from './service';

export interface Node {
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  readonly sandbox: Sandbox;
  readonly outside: Outside;
  readonly kubectl: Kubectl;
  readonly kubeconfig: string;
  readonly images: { readonly redis: ServedImage; readonly application: ServedImage };
  readonly others: readonly ServedImage[];
}

/** On a disk: what is in memory often cannot hold images. */
const workParent = (): string => process.env['TMPDIR'] ?? (tmpdir() === '/tmp' ? '/var/tmp' : tmpdir());

/** An image besides those of example 01: how the manifest names it without registry and tag, and its archive. */
export interface MoreImage {
  readonly name: string;
  readonly archive: string;
}

/** A whole cluster of one node, in a sandbox. */
export async function startNode(release: string, more: readonly MoreImage[] = []): Promise<Node> {
  const debian = await step('programs from packages', debianPrograms);
  const archives = await step('images', async () => ({
    application: await applicationArchive(),
    redis: await redisArchive(),
    pause: await pauseArchive(debian),
    coredns: await corednsArchive(),
  }));
  const work = mkdtempSync(join(workParent(), `${RUN}-`));
  onEnd('work folder', () => Promise.resolve(rmSync(work, { recursive: true, force: true, maxRetries: 5 })));
  keepSysctls();
  makeCgroups();
  const kube = (name: string): string => placeOf(kubernetesProgram(name, release));
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${debian.path}:${process.env['PATH']}` };
  for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY']) Reflect.deleteProperty(env, name);
  const sandbox = await step('sandbox', () => startSandbox(work, env));
  const outside = await step('network outside', () => startOutside(sandbox, env));
  await ownFolders(sandbox, work);
  const images = {
    redis: await serve('library/redis', archives.redis, join(work, 'served/redis')),
    application: await serve('shop/backend', archives.application, join(work, 'served/application')),
  };
  await startScript(sandbox, 'relay.ts', [NODE_ADDRESS]);
  const others: ServedImage[] = [];
  for (const { name, archive } of more)
    others.push(await serve(name, archive, join(work, 'served', name.replaceAll('/', '-'))));
  const named = [...Object.values(images), ...others].map(({ name, folder }) => `${name}=${folder}`);
  await startScript(sandbox, 'registry.ts', [String(REGISTRY_PORT), ...named]);

  const pki = join(work, 'pki');
  await makePki(pki, { address: NODE_ADDRESS, node: NODE, server: `https://${NODE_ADDRESS}:6443` });
  const kubeconfig = join(pki, 'admin.conf');
  const kubectl = kubectlIn(sandbox, kube('kubectl'), kubeconfig);
  const running: Running[] = [];
  const start = (name: string, argv: readonly string[], more: NodeJS.ProcessEnv = {}): void => {
    running.push(startService(sandbox, join(work, 'logs'), name, argv, { ...env, ...more }));
  };
  writeConfig(work, debian.cni, pki);
  start('containerd', ['containerd', '--config', join(work, 'containerd.toml')]);
  start('etcd', ['etcd', '--data-dir', join(work, 'etcd'), '--unsafe-no-fsync']);
  start('kube-apiserver', [
    kube('kube-apiserver'),
    '--etcd-servers=http://127.0.0.1:2379',
    '--bind-address=0.0.0.0',
    `--advertise-address=${NODE_ADDRESS}`,
    `--kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
    `--kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
    `--kubelet-certificate-authority=${pki}/ca.crt`,
    '--kubelet-preferred-address-types=InternalIP',
    '--cert-dir=/run/apiserver',
    ...apiServerFlags(pki),
  ]);
  await step('images imported', async () => {
    await untilAnswer(
      'containerd',
      running,
      async () => (await sandbox.run(['ctr', 'version'], { mayFail: true })).code === 0,
    );
    for (const archive of [archives.pause, archives.coredns])
      await sandbox.run(['ctr', '-n', 'k8s.io', 'images', 'import', archive]);
  });
  const answers = async (...args: readonly string[]): Promise<boolean> =>
    (await kubectl(args, { mayFail: true })).code === 0;
  await step('API server answers', () => untilAnswer('API server', running, () => answers('get', '--raw', '/readyz')));
  start('kube-controller-manager', [
    kube('kube-controller-manager'),
    '--allocate-node-cidrs=true',
    `--cluster-cidr=${POD_RANGE.replace('/24', '/16')}`,
    `--service-cluster-ip-range=${SERVICE_RANGE}`,
    '--cert-dir=/run/controller-manager',
    ...controllerManagerFlags(pki),
  ]);
  const scheduler = ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'];
  start('kube-scheduler', [
    kube('kube-scheduler'),
    ...scheduler.map((flag) => `--${flag}=${pki}/scheduler.conf`),
    ...['--bind-address=127.0.0.1', '--leader-elect=false', '--cert-dir=/run/scheduler'],
  ]);
  const kubelet = ['--config', join(work, 'kubelet.json'), '--kubeconfig', `${pki}/kubelet.conf`];
  start('kubelet', [kube('kubelet'), ...kubelet, `--hostname-override=${NODE}`, `--node-ip=${NODE_ADDRESS}`]);
  start('kube-proxy', [kube('kube-proxy'), '--config', join(work, 'kube-proxy.json')]);
  await step('node is ready', () =>
    untilAnswer('node', running, () => answers('wait', '--for=condition=Ready', `node/${NODE}`, '--timeout=1s')),
  );
  await step('policies are enforced', () =>
    startPolicies({ sandbox, kubectl, pki, start, program: placeOf(NETWORK_POLICIES) }),
  );
  return { work, env, sandbox, outside, kubectl, kubeconfig, images, others };
}

/** Every program keeps its usual places, and the machine sees nothing of it. */
async function ownFolders(sandbox: Sandbox, work: string): Promise<void> {
  for (const name of ['lib', 'log', 'logs', 'cni', 'registries/docker.io', 'registries/registry.example.com', 'served'])
    mkdirSync(join(work, name), { recursive: true });
  mkdirSync(join(work, 'lib/volume'));
  const script = [
    'mount --make-rshared /', // within this sandbox: the kubelet mounts for containers
    `mount --bind ${work}/lib /var/lib`,
    `mount --bind ${work}/log /var/log`,
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
    'echo 1 > /proc/sys/net/bridge/bridge-nf-call-iptables',
    'echo 2 > /proc/sys/net/ipv4/tcp_syn_retries', // who asks a pod that is gone knows it after 7 s
  ];
  await sandbox.run(['sh', '-ec', script.join('\n')]);
}

function writeConfig(work: string, cni: string, pki: string): void {
  const write = (name: string, text: string): void => writeFileSync(join(work, name), text);
  write('containerd.toml', config.containerd(work, cni));
  write('cni/10-pods.conflist', config.network);
  for (const host of ['docker.io', 'registry.example.com'])
    write(`registries/${host}/hosts.toml`, config.registryHosts);
  write('resolv.conf.pods', `nameserver ${NODE_ADDRESS}\n`);
  write('kubelet.json', config.kubelet(pki, join(work, 'resolv.conf.pods')));
  write('kube-proxy.json', config.kubeProxy(pki));
}

/** Starts one of our scripts in the sandbox, and waits until it says that it is ready. */
async function startScript(sandbox: Sandbox, script: string, args: readonly string[]): Promise<void> {
  const [node = '', ...loader] = tsx(script);
  const child = sandbox.start([node, ...loader.slice(0, -1), join(__dirname, '../inside', script), ...args]);
  await new Promise<void>((resolve, reject) => {
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`${script} has ended (${code}): ${err}`)));
  });
}
