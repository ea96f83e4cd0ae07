import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run/command';
import { cached } from './cache';
import { writeImage } from './image-archive';
import { addProgram, addUser, makeRoot } from './rootfs';

/** Names under a domain that is reserved never to exist: an engine that asks for them elsewhere gets no answer. */
export const REDIS_IMAGE = 'stand-in.invalid/redis:8';
export const NGINX_IMAGE = 'stand-in.invalid/nginx-unprivileged:1';
export const NODE_PLAIN_IMAGE = 'stand-in.invalid/node-plain:24';
export const NODE_IMAGE = 'stand-in.invalid/node:24';

const SMALL = ['base-files', 'base-passwd', 'dash', 'coreutils', 'grep', 'sed', 'findutils', 'util-linux'];
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const NODE = { package: `node-linux-${process.arch}`, version: '24.21.0' };
const NPM = { package: 'npm', version: '11.21.2' };

/** Runs the command; a name that is no program is an argument of the image's own one, as in the official images. */
const entrypoint = (program: string): string =>
  `#!/bin/sh\nset -e\nif [ "\${1#-}" != "$1" ] || ! command -v "$1" >/dev/null 2>&1; then set -- ${program} "$@"; fi\nexec "$@"\n`;

export async function redisArchive(): Promise<string> {
  const packages = ['redis-server', 'redis-tools', ...SMALL];
  const folder = await cached('image-redis', { packages, arch: process.arch, format: 1 }, async (made) => {
    const root = await makeRoot(made, packages);
    addUser(root, 'redis', 999, 1000, '/data');
    chownSync(join(root, 'data'), 999, 1000);
    rmSync(join(root, 'etc/redis'), { recursive: true, force: true });
    addProgram(root, 'usr/local/bin/docker-entrypoint.sh', entrypoint('redis-server'));
    const config = {
      Env: [PATH],
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['redis-server'],
      WorkingDir: '/data',
      Volumes: { '/data': {} },
      ExposedPorts: { '6379/tcp': {} },
    };
    await writeImage(root, config, REDIS_IMAGE, join(made, 'image.tar'));
    removeAllBut(made);
  });
  return join(folder, 'image.tar');
}

/** As the image that runs as 101: its own configuration is not used, and it has a client for health checks. */
export async function nginxArchive(): Promise<string> {
  const packages = ['nginx', 'wget', ...SMALL];
  const folder = await cached('image-nginx', { packages, arch: process.arch, format: 1 }, async (made) => {
    const root = await makeRoot(made, packages);
    addUser(root, 'nginx', 101, 101, '/var/cache/nginx');
    addProgram(root, 'docker-entrypoint.sh', entrypoint('nginx'));
    const config = {
      Env: [PATH],
      Entrypoint: ['/docker-entrypoint.sh'],
      Cmd: ['nginx', '-g', 'daemon off;'],
      ExposedPorts: { '8080/tcp': {} },
    };
    await writeImage(root, config, NGINX_IMAGE, join(made, 'image.tar'));
    removeAllBut(made);
  });
  return join(folder, 'image.tar');
}

export async function nodeArchive(): Promise<string> {
  const packages = ['bash', 'libstdc++6', 'libatomic1', 'netbase', ...SMALL];
  const folder = await cached('image-node', { packages, NODE, NPM, arch: process.arch, format: 1 }, async (made) => {
    const root = await makeRoot(made, packages);
    addUser(root, 'node', 1000, 1000, '/home/node');
    chownSync(join(root, 'home/node'), 1000, 1000);
    for (const { package: name, version } of [NODE, NPM]) {
      mkdirSync(join(made, name));
      await run('npm', ['pack', '--silent', `${name}@${version}`], { cwd: join(made, name), timeoutMs: 300_000 });
      await run('sh', ['-c', 'tar -xzf *.tgz'], { cwd: join(made, name) });
    }
    const local = join(root, 'usr/local');
    addProgram(root, 'usr/local/bin/docker-entrypoint.sh', entrypoint('node'));
    cpSync(join(made, NODE.package, 'package/bin/node'), join(local, 'bin/node'));
    cpSync(join(made, 'npm/package'), join(local, 'lib/node_modules/npm'), { recursive: true });
    for (const name of ['npm', 'npx']) {
      chmodSync(join(local, `lib/node_modules/npm/bin/${name}-cli.js`), 0o755);
      symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
    }
    const config = { Env: [PATH, `NODE_VERSION=${NODE.version}`], Entrypoint: ['docker-entrypoint.sh'], Cmd: ['node'] };
    await writeImage(root, config, NODE_PLAIN_IMAGE, join(made, 'image.tar'));
    removeAllBut(made);
  });
  return join(folder, 'image.tar');
}

/** npm's cache with all that the application's lock file names, filled once. */
async function npmCache(app: string): Promise<string> {
  const lock = readFileSync(join(app, 'package-lock.json'), 'utf8');
  const folder = await cached('npm', { lock, npm: NPM.version }, async (made) => {
    const copy = join(made, 'app');
    mkdirSync(copy);
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(app, file), join(copy, file));
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--cache', join(made, 'cache')];
    await run('npm', ['ci', ...flags], { cwd: copy, timeoutMs: 300_000 });
    for (const left of [copy, join(made, 'cache/_logs')]) rmSync(left, { recursive: true, force: true });
  });
  return join(folder, 'cache');
}

/**
 * The base image that carries that cache, so that `npm ci` in the committed Dockerfile works without a network. What
 * tells npm so is in the image's environment, so the Dockerfile stays as it is.
 */
export async function buildNodeImage(app: string, work: string, env: NodeJS.ProcessEnv): Promise<void> {
  const context = join(work, 'base');
  cpSync(await npmCache(app), join(context, 'npm-cache'), { recursive: true });
  const npm = ['cache=/opt/npm-cache', 'offline=true', 'audit=false', 'fund=false', 'update_notifier=false'];
  const lines = npm.map((setting) => `ENV npm_config_${setting}`);
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM ${NODE_PLAIN_IMAGE}\nCOPY npm-cache /opt/npm-cache\n${lines.join('\n')}\n`,
  );
  await run('docker', ['build', '-q', '--network', 'none', '-t', NODE_IMAGE, context], { env, timeoutMs: 300_000 });
  rmSync(context, { recursive: true });
}

function removeAllBut(folder: string): void {
  for (const name of [NODE.package, NPM.package, 'root', 'deb', 'apt-trixie', 'data.tar'])
    rmSync(join(folder, name), { recursive: true, force: true });
}
