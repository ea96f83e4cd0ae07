import { bytesText } from '../../../model/quantities';
import { fileSecrets, type Workload } from '../../../model/workload';
import type { SecretProjection, Volume, VolumeMount } from './types';

/** Readable by the owner and by `fsGroup`, which is the container's own group: 0440. */
const SECRET_MODE = 0o440;
/** Configuration is no secret: 0444. */
const CONFIG_MODE = 0o444;

/** What a container mounts, and the volumes of its pod. */
export interface Mounted {
  readonly mounts: readonly VolumeMount[];
  readonly volumes: readonly Volume[];
}

/** Secrets, configuration, storage and writable folders of a workload. */
export function mounted(workload: Workload): Mounted {
  const parts: readonly Mounted[] = [
    secrets(workload),
    config(workload),
    storage(workload),
    ...workload.writable.map(writable),
  ];
  return { mounts: parts.flatMap((part) => part.mounts), volumes: parts.flatMap((part) => part.volumes) };
}

function secrets(workload: Workload): Mounted {
  const uses = fileSecrets(workload);
  if (uses.length === 0) return { mounts: [], volumes: [] };
  const names = [...new Set(uses.map((use) => use.kubernetes.secret))];
  const sources = names.map((name): SecretProjection => {
    const items = uses.filter((use) => use.kubernetes.secret === name);
    return { secret: { name, items: items.map((use) => ({ key: use.kubernetes.key, path: use.file })) } };
  });
  return {
    mounts: [{ name: 'secrets', mountPath: '/secrets', readOnly: true }],
    volumes: [{ name: 'secrets', projected: { defaultMode: SECRET_MODE, sources } }],
  };
}

function config(workload: Workload): Mounted {
  if (workload.files.length === 0) return { mounts: [], volumes: [] };
  return {
    mounts: [
      ...(workload.files.some(({ at }) => at === undefined)
        ? [{ name: 'config', mountPath: '/config', readOnly: true } as const]
        : []),
      ...workload.files.flatMap(({ name, at }): readonly VolumeMount[] =>
        at === undefined ? [] : [{ name: 'config', mountPath: at, subPath: name, readOnly: true }],
      ),
    ],
    volumes: [{ name: 'config', configMap: { name: configMapName(workload.name), defaultMode: CONFIG_MODE } }],
  };
}

/** The claim template of the StatefulSet brings the volume. */
const storage = (workload: Workload): Mounted =>
  workload.storage
    ? { mounts: [{ name: 'data', mountPath: workload.storage.path }], volumes: [] }
    : { mounts: [], volumes: [] };

function writable(path: Workload['writable'][number], index: number): Mounted {
  const name = writableName(index);
  const sizeLimit = bytesText(path.bytes);
  return {
    mounts: [{ name, mountPath: path.path }],
    volumes: [{ name, emptyDir: path.medium === 'memory' ? { medium: 'Memory', sizeLimit } : { sizeLimit } }],
  };
}

/** Name of the volume behind a writable folder, by its place among them. */
export const writableName = (index: number): string => `writable-${index + 1}`;

/** Name of the ConfigMap that holds a workload's configuration files. */
export const configMapName = (workload: string): string => `${workload}-config`;
