import { posix } from 'node:path';
import type { At } from '../../../controls/at';
import type { ComposeWorkload } from '../../../controls/subject';
import { textOf } from '../../values';
import { interpolated } from './interpolation';
import { filesOf, mountsOf } from './mounts';

type HostPath = ComposeWorkload['hostPaths'][number];

/** Every path of the host that Compose brings into a service: bind mounts, its configs and secrets, devices behind volumes. */
export function hostPathsOf(root: At, service: At): readonly HostPath[] {
  const mounts = mountsOf(service).flatMap(({ source, at }): readonly HostPath[] =>
    isPath(source, at) ? [{ path: seen(source), mounted: true, at }] : behind(root.at('volumes', source)),
  );
  const files = (['configs', 'secrets'] as const).flatMap((key) =>
    filesOf(service, key).map(({ source }) => root.at(key, source, 'file')),
  );
  return [
    ...mounts,
    ...files.flatMap((at) => {
      const path = textOf(at);
      return path === undefined ? [] : [{ path: seen(path), mounted: false, at }];
    }),
  ];
}

/** As Compose sees it, or as it is written where that depends on whoever runs it. */
const seen = (path: string): string => interpolated(path) ?? path;

/** Whether a mount names a path and not a volume. A short form does so by how it looks, as Compose itself decides. */
function isPath(source: string, at: At): boolean {
  const short = textOf(at);
  if (short === undefined) return !['volume', 'tmpfs', 'image', 'cluster'].includes(textOf(at.at('type')) ?? '');
  return /^[./~\\]|\$/.test(source) || /^[A-Za-z]:\\/.test(short);
}

/** Kinds of file system that are not the host's. */
const elsewhere = ['tmpfs', 'nfs', 'nfs4', 'cifs'];

/** What a named volume mounts by the driver's options: for all but these kinds something of the host, seen from its root. */
function behind(volume: At): readonly HostPath[] {
  const options = volume.at('driver_opts');
  const [type, flags, device] = ['type', 'o', 'device'].map((name) => textOf(options.at(name)));
  if (device === undefined && flags === undefined) return [];
  const bind = /(?:^|,)r?bind(?:,|$)/.test(flags ?? '');
  if (elsewhere.includes(type ?? '') && !bind) return [];
  return [{ path: posix.resolve('/', device ?? ''), mounted: true, at: options }];
}
