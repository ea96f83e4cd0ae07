import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { ENGINE_SUITE, ownSuite, unpacked } from './packages';

export interface EnginePrograms {
  /** Folders for PATH, the wanted ones first. */
  readonly path: string;
  /** Read by the client: it holds the plugins. */
  readonly dockerConfig: string;
}

const ENGINE = ['docker.io', 'docker-cli', 'docker-compose', 'docker-buildx', 'containerd', 'tini'];
/** From this machine's own release: the newer runc wants a newer libc, and iptables must fit the kernel's machine. */
const OWN = ['runc', 'iptables', 'libxtables12', 'libnftnl11', 'libmnl0', 'libip4tc2', 'libip6tc2'];
const OWN_MORE = ['libnetfilter-conntrack3', 'libnfnetlink0'];

/** Read by the engine, written by the cluster's proxy for Services. */
const TABLES = ['', '-save', '-restore'].flatMap((part) => [`iptables${part}`, `ip6tables${part}`]);

/** The engine, its client, Compose and buildx, from Debian's packages; nothing is installed. */
export async function enginePrograms(): Promise<EnginePrograms> {
  const engine = await unpacked('engine', ENGINE_SUITE, ENGINE);
  const own = await unpacked('own', ownSuite(), [...OWN, ...OWN_MORE]);
  const bin = await cached('bin', { engine, own, TABLES }, (folder) => {
    mkdirSync(join(folder, 'bin'));
    const multi = join(own, 'usr/sbin/xtables-nft-multi');
    for (const name of TABLES) {
      const file = join(folder, 'bin', name);
      writeFileSync(file, iptablesScript(own, multi, name));
      chmodSync(file, 0o755);
    }
    const plugins = join(folder, 'config', 'cli-plugins');
    mkdirSync(plugins, { recursive: true });
    const from = join(engine, 'usr/libexec/docker/cli-plugins');
    for (const plugin of readdirSync(from)) copyFileSync(join(from, plugin), join(plugins, plugin));
    return Promise.resolve();
  });
  const folders = [join(bin, 'bin'), join(engine, 'usr/sbin'), join(engine, 'usr/bin'), join(own, 'usr/sbin')];
  return { path: folders.join(':'), dockerConfig: join(bin, 'config') };
}

/** Unpacked into a folder, it finds its libraries and modules by these two variables. */
const iptablesScript = (own: string, multi: string, name: string): string => {
  const libs = `${own}/usr/lib/$(uname -m)-linux-gnu`;
  return `#!/bin/sh\nLD_LIBRARY_PATH=${libs} XTABLES_LIBDIR=${libs}/xtables exec ${multi} ${name} "$@"\n`;
};
