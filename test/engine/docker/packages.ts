import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run/command';
import { cached } from './cache';

/** The suite that the engine and the images come from, on whatever release this machine is. */
export const ENGINE_SUITE = 'trixie';

const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

export const ownSuite = (): string =>
  /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';

/** The mirror that this machine is already set up with. */
export function mirror(): string | undefined {
  const folder = '/etc/apt/sources.list.d';
  const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.sources')) : [];
  for (const file of files) {
    const found = /^URIs:\s*(\S+\/debian\/?)(\s|$)/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
    if (found) return found;
  }
  const list = '/etc/apt/sources.list';
  if (!existsSync(list)) return undefined;
  return /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(readFileSync(list, 'utf8'))?.[1];
}

/** apt with a root of its own: neither the machine's package lists nor its packages change. */
async function apt(folder: string, suite: string): Promise<(args: readonly string[], cwd?: string) => Promise<string>> {
  const root = join(folder, `apt-${suite}`);
  for (const dir of ['etc/apt/apt.conf.d', 'etc/apt/preferences.d', 'var/lib/apt/lists/partial', 'var/lib/dpkg'])
    mkdirSync(join(root, dir), { recursive: true });
  mkdirSync(join(root, 'var/cache/apt/archives/partial'), { recursive: true });
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  writeFileSync(join(root, 'etc/apt/sources.list'), `deb [signed-by=${KEYS}] ${mirror()} ${suite} main\n`);
  const config = join(root, 'apt.conf');
  writeFileSync(
    config,
    `Dir "${root}"; Dir::State::status "${root}/var/lib/dpkg/status"; APT::Sandbox::User "root";\n` +
      'Acquire::Languages "none"; Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false"; Acquire::Retries "3";\n',
  );
  const env = { ...process.env, APT_CONFIG: config };
  const call = async (args: readonly string[], cwd?: string): Promise<string> =>
    (await run('apt-get', ['-qq', ...args], { env, cwd, timeoutMs: 600_000 })).out;
  await call(['update']);
  return call;
}

/** These packages and nothing that they depend on, unpacked. */
export function unpacked(name: string, suite: string, packages: readonly string[]): Promise<string> {
  return cached(name, { suite, packages, arch: process.arch }, async (folder) => {
    const call = await apt(folder, suite);
    const debs = join(folder, 'deb');
    mkdirSync(debs);
    await call(['download', ...packages], debs);
    for (const deb of readdirSync(debs)) await run('dpkg-deb', ['-x', join(debs, deb), folder]);
  });
}

/** Downloads these packages and all that they need into `folder`/deb, as if nothing were installed. */
export async function downloadWithDependencies(folder: string, packages: readonly string[]): Promise<string> {
  const call = await apt(folder, ENGINE_SUITE);
  const debs = join(folder, 'deb');
  mkdirSync(join(debs, 'partial'), { recursive: true });
  const to = ['-o', `Dir::Cache::archives=${debs}`, '-o', 'Debug::NoLocking=1'];
  await call(['-y', '--no-install-recommends', '--download-only', ...to, 'install', ...packages]);
  return debs;
}
