import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run, tail, until } from '../run/command';
import { onEnd } from '../run/undo';
import { RUN } from './this-run';
import { dataRoot, type Sandbox } from './sandbox';

/** Starts dockerd in the sandbox. Nothing of it is shared with an engine that may run here already. */
export async function startDaemon(sandbox: Sandbox, work: string, env: NodeJS.ProcessEnv): Promise<void> {
  const config = join(work, 'daemon.json');
  writeFileSync(config, JSON.stringify({ 'live-restore': false }));
  const log = join(work, 'dockerd.log');
  const flags = {
    'config-file': config,
    'data-root': dataRoot(work),
    'exec-root': join(work, 'exec'),
    host: env['DOCKER_HOST'] ?? '',
    pidfile: join(work, 'docker.pid'),
    bip: '10.231.0.1/24',
    'default-address-pool': 'base=10.232.0.0/16,size=24',
    'cgroup-parent': `/${RUN}`,
    'exec-opt': 'native.cgroupdriver=cgroupfs',
  };
  const file = openSync(log, 'w');
  const ns = `/proc/${sandbox.pid}/ns`;
  const enter = [`--net=${ns}/net`, `--mount=${ns}/mnt`, `--pid=${ns}/pid_for_children`, '--', 'dockerd'];
  const argv = [...enter, ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
  const child = spawn('nsenter', argv, { env, stdio: ['ignore', file, file] });
  onEnd('engine', async () => {
    if (child.exitCode !== null) return;
    // nsenter is only its parent: the engine is asked by its own process id, which counts in the sandbox
    const pid = readFileSync(join(work, 'docker.pid'), 'utf8').trim();
    await sandbox.run(['kill', '-TERM', pid]);
    await until('end of the engine', 30_000, () => Promise.resolve(child.exitCode !== null));
  });
  await until('engine', 60_000, async () => {
    if (child.exitCode !== null) throw new Error(`the engine did not start: ${tail(readFileSync(log, 'utf8'), 3)}`);
    return (await run('docker', ['version'], { env, mayFail: true })).code === 0;
  });
}
