import { companionsOf } from '../../../model/companions';
import type { Project } from '../../../model/project';
import { configTarget, fileSecrets, imageOwner, type Workload } from '../../../model/workload';
import { some } from '../../../model/some';
import { byteText } from './text';
import type { FileMount, Service, VolumeMount } from './types';

/** The user a service runs as: the image's own where it keeps data on a path that this user owns, for Compose keeps owners. */
export const serviceUser = (workload: Workload): { readonly uid: number; readonly gid: number } =>
  imageOwner(workload) ?? workload.user;

/** Name of a configuration file in the file's `configs`; DNS labels have no `_`, so names cannot meet. */
export const configName = (workload: Workload, file: string): string => `${workload.name}_${file}`;

/** Path of a configuration file, relative to the Compose file. */
export const configPath = (workload: Workload, file: string): string => `config/${workload.name}/${file}`;

/** Name of the volume that keeps a service's data. */
export const volumeName = (workload: Workload): string => `${workload.name}-data`;

/** Name of the volume behind a folder that a service shares, by its place among the writable ones. */
const sharedVolume = (service: string, index: number): string => `${service}-shared-${index + 1}`;

/** Places of the writable folders that init containers and sidecars write too. */
const sharedWith = (project: Project, { name }: Workload): ReadonlySet<number> =>
  new Set(companionsOf(project, name).flatMap(({ shares = [] }) => shares.map(({ index }) => index)));

/** Names of the volumes that a service shares with its init containers and sidecars. */
export const sharedVolumes = (project: Project, workload: Workload): readonly string[] =>
  [...sharedWith(project, workload)].sort((a, b) => a - b).map((index) => sharedVolume(workload.name, index));

/** Everything a service mounts. */
export function mounts(
  project: Project,
  workload: Workload,
): Pick<Service, 'secrets' | 'configs' | 'tmpfs' | 'volumes'> {
  const secrets = fileSecrets(workload).map(({ source, file }): FileMount => ({ source, target: `/secrets/${file}` }));
  const configs = workload.files.map((file): FileMount => ({
    source: configName(workload, file.name),
    target: configTarget(file),
  }));
  const tmpfs = workload.writable.flatMap((path) =>
    path.medium === 'memory' ? [tmpfsMount(workload, path.path, path.bytes)] : [],
  );
  const volumes: readonly VolumeMount[] = [
    ...(workload.storage
      ? [{ type: 'volume' as const, source: volumeName(workload), target: workload.storage.path }]
      : []),
    ...workload.writable.flatMap((path, index) => {
      if (path.medium !== 'disk') return [];
      const source = sharedWith(project, workload).has(index) ? { source: sharedVolume(workload.name, index) } : {};
      return [{ type: 'volume' as const, ...source, target: path.path }];
    }),
    ...(workload.shares ?? []).map(({ path, index }) => ({
      type: 'volume' as const,
      source: sharedVolume(workload.of ?? '', index),
      target: path,
    })),
  ];
  return {
    secrets: some(secrets),
    configs: some(configs),
    tmpfs: some(tmpfs),
    volumes: some(volumes),
  };
}

/** `/tmp` keeps the mode programs expect of it; any other folder is its user's alone. */
function tmpfsMount(workload: Workload, path: string, bytes: number): string {
  const { uid, gid } = serviceUser(workload);
  const mode = path === '/tmp' ? '1777' : '0700';
  return `${path}:rw,noexec,nosuid,nodev,size=${byteText(bytes)},mode=${mode},uid=${uid},gid=${gid}`;
}
