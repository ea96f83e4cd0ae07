import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { placeOf } from '../../cluster/build';
import type { Node } from '../../cluster/node/start-node';
import { kubernetesProgram } from '../../cluster/programs';
import { NEWEST } from '../../cluster/versions';
import { REPOSITORY } from '../../engine/docker/copy';
import { tail } from '../../engine/run/command';

/** The manifests, but for the digests of what the registry on loopback serves in place of the real images. */
export function pinStandIns(folder: string, digests: Readonly<Record<string, string>>): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    let text = readFileSync(file, 'utf8');
    for (const [image, digest] of Object.entries(digests))
      text = text.replaceAll(new RegExp(`(image: ${image}:[^@\\s]+@)sha256:[0-9a-f]{64}`, 'g'), `$1${digest}`);
    writeFileSync(file, text);
  }
}

/** Commands for people, as they stand, with our kubectl; a warning is a failure too. */
export async function runCommands(node: Node, cwd: string, commands: string): Promise<void> {
  const kubectl = dirname(placeOf(kubernetesProgram('kubectl', NEWEST)));
  const env = { ...node.env, KUBECONFIG: node.kubeconfig, PATH: `${kubectl}:${node.env['PATH']}` };
  const argv = ['bash', '-euo', 'pipefail', '-c', commands];
  const ran = await node.sandbox.run(argv, { cwd, env, mayFail: true, timeoutMs: 300_000 });
  if (ran.code !== 0) throw new Error(`the commands failed (${ran.code}):\n${tail(ran.err, 20)}`);
  if (/warning/i.test(ran.err)) throw new Error(`the commands warn:\n${tail(ran.err, 20)}`);
}

/** What a program wrote, with the secrets beside it: the manifests, then the Secrets. */
export async function applyDeploy(node: Node, deploy: string): Promise<void> {
  const cli = `${process.execPath} --import ${require.resolve('tsx')} lib/cli/main.ts`;
  await runCommands(
    node,
    REPOSITORY,
    `kubectl apply --server-side -f ${join(deploy, 'kubernetes')}\n${cli} secrets kubernetes --from ${deploy} | kubectl apply --server-side -f -`,
  );
}
