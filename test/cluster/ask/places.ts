import { amount } from './quantity';
import { inEach, same } from './values';
import type { Pod } from './cluster';

interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string };
  readonly projected?: { readonly sources: readonly { readonly secret?: { readonly items?: readonly Item[] } }[] };
  readonly configMap?: { readonly name: string };
}

interface Item {
  readonly path: string;
}

const volumesOf = (pod: Pod['spec']): readonly Volume[] => (pod['volumes'] ?? []) as readonly Volume[];

/** What the kubelet and the runtime add: in memory, or a file of the kubelet's that belongs to root. */
const OF_THE_NODE = ['/dev/shm', '/dev/mqueue', '/dev/termination-log', '/etc/hosts'];

export const writablePlaces = inEach(({ said, inside: { mounts, writable, tried } }) => {
  const declared = (said.volumeMounts ?? [])
    .filter(({ readOnly }) => readOnly !== true)
    .map(({ mountPath }) => mountPath);
  const open = mounts
    .filter(({ path, options }) => options.includes('rw') && !/^\/(proc|sys)(\/|$)|^\/dev$|^\/dev\/pts$/.test(path))
    .map(({ path }) => path)
    .filter((path) => !OF_THE_NODE.includes(path));
  const couldWrite = writable.filter((folder) => !OF_THE_NODE.includes(folder));
  const problems = [
    ...same('writable places', [...declared].sort(), [...open].sort()),
    ...couldWrite.filter((folder) => !declared.includes(folder)).map((folder) => `a file can be made in ${folder}`),
    ...declared
      .filter((path) => tried.includes(path) && !couldWrite.includes(path))
      .map((path) => `no file can be made in ${path}`),
  ];
  return {
    problems,
    seen: `${declared.join() || 'none'} (and ${OF_THE_NODE.join(', ')}); tried ${tried.length} folders`,
  };
});

export const temporaryFiles = inEach(({ said, pod, inside: { mounts, stat } }) => {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const { name, emptyDir } of volumesOf(pod)) {
    const path = said.volumeMounts?.find((mount) => mount.name === name)?.mountPath;
    if (emptyDir === undefined || path === undefined) continue;
    const mount = mounts.find((one) => one.path === path);
    const size = /^size=(\d+)k$/.exec(mount?.options.find((option) => option.startsWith('size=')) ?? '')?.[1];
    if (emptyDir.medium === 'Memory') {
      problems.push(...same(`the type of ${path}`, 'tmpfs', mount?.type));
      problems.push(...same(`the size of ${path}`, amount(emptyDir.sizeLimit), Number(size) * 1024));
    }
    seen.push(`${path} ${mount?.type} ${size}k, mode and owner ${stat[path]}`);
  }
  return { problems, seen: seen.join() || 'has none' };
});

export const secretFiles = inEach(({ said, pod, inside: { mounts, stat } }) => {
  const problems: string[] = [];
  const secret = volumesOf(pod).find(({ projected }) => projected !== undefined);
  const at = said.volumeMounts?.find(({ name }) => name === secret?.name)?.mountPath ?? 'nowhere';
  const items = secret?.projected?.sources.flatMap(({ secret: source }) => source?.items ?? []) ?? [];
  const declared = items.map(({ path }) => `${at}/${path}`).sort();
  const there = Object.keys(stat)
    .filter((path) => path.startsWith('/secrets/'))
    .sort();
  problems.push(...same('files', declared, there));
  for (const path of there) {
    if (!/^440 /.test(stat[path] ?? '')) problems.push(`${path} is ${stat[path]}`);
    const folder = mounts.find((mount) => mount.path === at);
    if (folder?.options.includes('ro') !== true) problems.push(`${at} is not read-only`);
    if (folder?.type !== 'tmpfs') problems.push(`${at} is on a disk`);
  }
  return { problems, seen: `${there.length} files, 0440, in memory, read-only` };
});
