import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../../engine/docker/cache';
import { enginePrograms } from '../../engine/docker/engine-programs';
import { writeImage } from '../../engine/docker/image-archive';
import { ownSuite, unpacked } from '../../engine/docker/packages';
import { placeOf } from '../build';
import { COREDNS } from '../programs';
import { COREDNS_IMAGE, PAUSE_IMAGE } from './addresses';

/** What Debian has of a node, unpacked beside the Docker engine's programs; nothing is installed. */
export interface DebianPrograms {
  /** Folders for PATH: containerd, runc, iptables, etcd. */
  readonly path: string;
  /** Folder of the network plugins. */
  readonly cni: string;
  readonly busybox: string;
}

export async function debianPrograms(): Promise<DebianPrograms> {
  const engine = await enginePrograms();
  const own = await unpacked('node', ownSuite(), ['etcd-server', 'containernetworking-plugins', 'busybox-static']);
  return {
    path: `${engine.path}:${join(own, 'usr/bin')}`,
    cni: join(own, 'usr/lib/cni'),
    busybox: join(own, 'bin/busybox'),
  };
}

/** The image that holds a pod's namespaces: it sleeps. */
export async function pauseArchive({ busybox }: DebianPrograms): Promise<string> {
  const folder = await cached('image-pause', { busybox, format: 1 }, async (made) => {
    const root = join(made, 'root');
    mkdirSync(root);
    cpSync(busybox, join(root, 'busybox'), { dereference: true });
    const config = { Env: [], Entrypoint: ['/busybox', 'sleep', '1000000'], Cmd: [] };
    await writeImage(root, config, PAUSE_IMAGE, join(made, 'image.tar'));
  });
  return join(folder, 'image.tar');
}

export async function corednsArchive(): Promise<string> {
  const program = placeOf(COREDNS);
  const folder = await cached('image-coredns', { program, format: 1 }, async (made) => {
    const root = join(made, 'root');
    mkdirSync(root);
    cpSync(program, join(root, 'coredns'));
    await writeImage(root, { Env: [], Entrypoint: ['/coredns'], Cmd: [] }, COREDNS_IMAGE, join(made, 'image.tar'));
  });
  return join(folder, 'image.tar');
}
