import { posix } from 'node:path';
import type { At } from '../../../controls/at';
import type { SecretMount } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { expectedSecretKeys } from '../../expected';
import { hasKey, numberOf, textOf } from '../../values';
import { objectNamed, type KubernetesObject } from './objects';
import type { Pod } from './pods';

/** What file names need to be looked up in. */
export interface MountContext {
  readonly objects: readonly KubernetesObject[];
  readonly contract: ProjectContract;
}

/** The volumes of a pod that a container mounts. */
export function volumesOf(pod: Pod, container: At): readonly At[] {
  const names = container
    .at('volumeMounts')
    .list()
    .map((mount) => textOf(mount.at('name')));
  return pod.spec
    .at('volumes')
    .list()
    .filter((volume) => names.includes(textOf(volume.at('name')) ?? ''));
}

/** Every file from a Secret in a container, whatever kind of volume brings it. */
export function secretMountsOf(pod: Pod, container: At, context: MountContext): readonly SecretMount[] {
  return filesOf(pod, container, context).flatMap(({ kind, path, mode, readOnly, volume, source }) =>
    kind === 'secret' ? [{ path, mode, readOnly, source, at: volume }] : [],
  );
}

/** The text that a container finds at a path, where a ConfigMap of the output brings it. */
export function configFileAt(pod: Pod, container: At, path: string, context: MountContext): At | undefined {
  const wanted = posix.normalize(path);
  return filesOf(pod, container, context).findLast((file) => file.kind === 'config' && file.path === wanted)?.text;
}

interface MountedFile {
  readonly kind: 'secret' | 'config';
  readonly path: string;
  readonly mode: number | undefined;
  readonly readOnly: boolean;
  readonly volume: At;
  readonly text: At | undefined;
  /** Object and key; `undefined` where a driver brings it. */
  readonly source: string | undefined;
}

/** A file of a volume, before it is mounted. */
interface VolumeFile extends Pick<MountedFile, 'kind' | 'mode' | 'text' | 'source'> {
  /** Relative to the volume; empty where the names of its files are not known. */
  readonly path: string;
}

function filesOf(pod: Pod, container: At, context: MountContext): readonly MountedFile[] {
  const volumes = pod.spec.at('volumes').list();
  return container
    .at('volumeMounts')
    .list()
    .flatMap((mount) => {
      const volume = volumes.find((item) => textOf(item.at('name')) === textOf(mount.at('name')));
      if (volume === undefined) return [];
      const root = textOf(mount.at('mountPath')) ?? '/';
      const part = textOf(mount.at('subPath')) ?? textOf(mount.at('subPathExpr'));
      const readOnly = mount.at('readOnly').value === true;
      return volumeFiles(volume, pod.namespace, context).flatMap(({ path, ...file }) => {
        // A volume whose file names are unknown may hold any part, and a variable may name any file.
        const unknown = part?.includes('$(') === true;
        const below = part === undefined || path === '' ? path : unknown ? '' : posix.relative(part, path);
        if (below.startsWith('..')) return [];
        return [{ ...file, path: posix.join(root, below).replace(/(?<=.)\/$/, ''), readOnly, volume }];
      });
    });
}

function volumeFiles(volume: At, namespace: string, context: MountContext): readonly VolumeFile[] {
  const projected = volume.at('projected');
  const mode = numberOf(projected.at('defaultMode'));
  const read = (around: At, nameKey: string, preset?: number): readonly VolumeFile[] => [
    ...(hasKey(around, 'secret')
      ? sourceFiles('secret', around.at('secret'), nameKey, preset, namespace, context)
      : []),
    ...(hasKey(around, 'configMap')
      ? sourceFiles('config', around.at('configMap'), 'name', preset, namespace, context)
      : []),
  ];
  return [
    ...read(volume, 'secretName'),
    ...projected
      .at('sources')
      .list()
      .flatMap((source) => read(source, 'name', mode)),
    // Drivers of external stores bring secrets under names of their own.
    ...(hasKey(volume, 'csi')
      ? [{ kind: 'secret' as const, path: '', mode: undefined, text: undefined, source: undefined }]
      : []),
  ];
}

/** The files that one `secret` or `configMap` brings; `preset` is the mode of a projected volume around it. */
function sourceFiles(
  kind: MountedFile['kind'],
  source: At,
  nameKey: string,
  preset: number | undefined,
  namespace: string,
  { objects, contract }: MountContext,
): readonly VolumeFile[] {
  const name = textOf(source.at(nameKey)) ?? '';
  const wanted = kind === 'secret' ? 'Secret' : 'ConfigMap';
  const object = objectNamed(objects, wanted, namespace, name);
  const defaultMode = numberOf(source.at('defaultMode')) ?? preset;
  const textAt = (key: string): At | undefined => (kind === 'config' ? object?.at.at('data', key) : undefined);
  const items = source.at('items').list();
  if (items.length > 0) {
    return items.map((item) => {
      const key = textOf(item.at('key')) ?? '';
      const mode = numberOf(item.at('mode')) ?? defaultMode;
      return { kind, path: textOf(item.at('path')) ?? key, mode, text: textAt(key), source: `${name}/${key}` };
    });
  }
  const keys = kind === 'config' ? keysOf(object, 'data') : secretKeys(name, object, contract);
  return (keys.length > 0 ? keys : ['']).map((path) => ({
    kind,
    path,
    mode: defaultMode,
    text: textAt(path),
    source: `${name}/${path}`,
  }));
}

function keysOf(object: KubernetesObject | undefined, ...fields: readonly string[]): readonly string[] {
  return fields.flatMap(
    (field) =>
      object?.at
        .at(field)
        .entries()
        .map(([key]) => key) ?? [],
  );
}

/** The keys of a Secret: of the object, where the output holds it, and those the contract reads. */
function secretKeys(name: string, object: KubernetesObject | undefined, contract: ProjectContract): readonly string[] {
  return [...new Set([...keysOf(object, 'data', 'stringData'), ...expectedSecretKeys(contract, name)])];
}
