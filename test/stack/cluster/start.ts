import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyRepository } from '../../engine/docker/copy';
import { NGINX_IMAGE, nginxArchive } from '../../engine/docker/stand-ins';
import { run, tail, until } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { ENGINE_INSIDE, INSIDE, probe, probeFromNetworkOf, processOf } from '../../cluster/ask/cluster';
import { placeOf } from '../../cluster/build';
import { applicationArchive } from '../../cluster/node/application-image';
import { startSurroundings, writeResolver } from '../../cluster/node/start-example';
import { startNode, type Node } from '../../cluster/node/start-node';
import { kubernetesProgram } from '../../cluster/programs';
import { NEWEST } from '../../cluster/versions';
import { APP, DEPLOY, PROJECT, README, WEB_IMAGE } from '../places';
import { WORKLOADS, type Got, type Reached, type Running, type Targets } from '../running';
import { podOf, podsOf, untilReady } from './pods';

/** In the example's README, right above the ```sh block that brings it up on a cluster. */
const MARKER = '<!-- kubernetes -->';
const REACH = join(ENGINE_INSIDE, 'reach.ts');
const OUTSIDE_TWIN = ['strangers', 'deployment/twin'] as const;
const DOOR = ['ingress-nginx', 'deployment/twin'] as const;
const NGINX = 'nginxinc/nginx-unprivileged';

/** Example 03 on a cluster of its own, brought up by its README's commands. */
export async function startOnCluster(): Promise<Running> {
  const web = await step('image of web', () =>
    applicationArchive({ context: APP, dockerfile: `${DEPLOY}/docker/web1/Dockerfile`, tag: WEB_IMAGE }),
  );
  const nginx = await step(`stand-in for nginx (${NGINX_IMAGE})`, nginxArchive);
  const node = await startNode(NEWEST, [
    { name: WEB_IMAGE.replace('registry.example.com/', '').replace(/:.*$/, ''), archive: web },
    { name: NGINX, archive: nginx },
  ]);
  await startSurroundings(node);
  writeResolver(node, PROJECT);
  const copy = join(node.work, 'repository');
  await step('copy of the repository, secrets', async () => {
    await copyRepository(copy);
    const argv = ['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'init', DEPLOY];
    await run(process.execPath, argv, { cwd: copy });
  });
  pinStandIns(node, join(copy, DEPLOY, 'kubernetes'));
  const started = Date.now();
  await step("README's commands", () => runReadme(node, copy));
  await step('pods are ready', async () => {
    for (const workload of WORKLOADS) await untilReady(node.kubectl, workload, 600_000);
  });
  return running(node, `no warning; every pod ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

/** The committed manifests, but for the digests of what the registry on loopback serves in place of the real ones. */
function pinStandIns(node: Node, folder: string): void {
  const nginx = node.others.find(({ name }) => name === NGINX)?.digest ?? '';
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8')
      .replaceAll(/(image: redis:[^@\s]+@)sha256:[0-9a-f]{64}/g, `$1${node.images.redis.digest}`)
      .replaceAll(/(image: nginxinc\/[^@\s]+@)sha256:[0-9a-f]{64}/g, `$1${nginx}`);
    writeFileSync(file, text);
  }
}

async function runReadme(node: Node, copy: string): Promise<void> {
  const text = readFileSync(join(copy, README), 'utf8');
  const [, block] = new RegExp(`${MARKER}\\s*\\n\`\`\`sh\\n([\\s\\S]*?)\\n\`\`\``).exec(text) ?? [];
  if (block === undefined) throw new Error(`${README} has no block below ${MARKER}`);
  const kubectl = dirname(placeOf(kubernetesProgram('kubectl', NEWEST)));
  const env = { ...node.env, KUBECONFIG: node.kubeconfig, PATH: `${kubectl}:${node.env['PATH']}` };
  const argv = ['bash', '-euo', 'pipefail', '-c', block];
  const ran = await node.sandbox.run(argv, { cwd: copy, env, mayFail: true, timeoutMs: 300_000 });
  if (ran.code !== 0) throw new Error(`README's commands failed (${ran.code}):\n${tail(ran.err, 20)}`);
  if (/warning/i.test(ran.err)) throw new Error(`README's commands warn:\n${tail(ran.err, 20)}`);
}

function running(node: Node, readme: string): Running {
  const { kubectl, outside } = node;
  const all = (targets: Targets): object => ({ tcp: [], udp: [], names: [], ...targets });
  const exec = async (
    workload: (typeof WORKLOADS)[number],
    argv: readonly string[],
    input: string,
  ): Promise<string> => {
    const { metadata } = await podOf(kubectl, workload);
    const args = ['exec', '-i', '-n', PROJECT, metadata.name, '--', ...argv];
    return (await kubectl(args, { input, timeoutMs: 120_000 })).out;
  };
  return {
    engine: `kubernetes ${NEWEST}`,
    directed: true,
    readme,
    outside: [`${outside.host}:${outside.port}`, `${outside.metadata}:${outside.port}`],
    addressesOf: async (workload) => (await podsOf(kubectl, workload)).map(({ status }) => status.podIP ?? 'none'),
    reach: async (workload, targets) =>
      probeFromNetworkOf<Reached>(node, await podOf(kubectl, workload), REACH, all(targets)),
    reachFromTwin: (targets) => probe<Reached>(node, OUTSIDE_TWIN, REACH, all(targets)),
    get: async (path) => {
      const requests = [{ method: 'GET', url: `http://nginx.${PROJECT}:8080${path}` }];
      const [got] = await probe<readonly Got[]>(node, DOOR, join(INSIDE, 'http.ts'), { requests });
      return got ?? { status: 0, text: '' };
    },
    shell: (workload, script) => exec(workload, ['sh', '-s'], script),
    node: (workload, program) => exec(workload, ['node', '-'], program),
    kill: async (workload) => {
      const pod = await podOf(kubectl, workload);
      const before = await processOf(node, pod);
      await node.sandbox.run(['kill', '-KILL', String(before)]);
      await until(`${workload} comes back`, 120_000, async () => {
        const now = await processOf(node, await podOf(kubectl, workload)).catch(() => before);
        return now !== before;
      });
      return `${workload} killed, started again by the kubelet in the same pod`;
    },
    untilReady: (workload) => untilReady(kubectl, workload),
  };
}
