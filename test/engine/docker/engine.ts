import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Ran, type RunOptions } from '../run/command';
import { step } from '../run/steps';
import { onEnd } from '../run/undo';
import { sourcePolicy } from './copy';
import { startDaemon } from './daemon';
import type { EnginePrograms } from './engine-programs';
import { removeCgroups } from './cgroup-folders';
import { RUN, workParent } from './this-run';
import { startOutside, type Outside } from './outside';
import { startSandbox, type Sandbox } from './sandbox';
import { buildNodeImage, nodeArchive, redisArchive } from './stand-ins';

export interface Engine {
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  readonly sandbox: Sandbox;
  readonly outside: Outside;
  readonly version: string;
  readonly docker: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
}

/** An engine of our own with all that an example needs, in a sandbox: `app` is the application's folder, `more` are images. */
export async function startEngine(
  programs: EnginePrograms,
  app: string,
  more: readonly string[] = [],
): Promise<Engine> {
  const redis = await step('stand-in for redis', redisArchive);
  const node = await step('stand-in for node', nodeArchive);

  const work = mkdtempSync(join(workParent, `${RUN}-`));
  onEnd('work folder', () => {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
    return Promise.resolve();
  });
  onEnd('control groups', () => removeCgroups(RUN));
  const env = {
    ...process.env,
    PATH: `${programs.path}:${process.env['PATH']}`,
    DOCKER_CONFIG: programs.dockerConfig,
    ...sourcePolicy(work),
    DOCKER_HOST: `unix://${work}/docker.sock`,
  };
  for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY']) Reflect.deleteProperty(env, name);

  const sandbox = await step('sandbox', () => startSandbox(work, env));
  const outside = await step('network outside', () => startOutside(sandbox, env));
  await step('engine started', () => startDaemon(sandbox, work, env));
  const docker = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
    run('docker', args, { ...options, env: { ...env, ...options.env } });
  await step('images loaded', async () => {
    for (const archive of [redis, node, ...more]) await docker(['load', '-qi', archive], { timeoutMs: 300_000 });
    await buildNodeImage(app, work, env);
  });
  const version = (await docker(['version', '--format', '{{.Server.Version}}'])).out.trim();
  return { work, env, sandbox, outside, version, docker };
}
