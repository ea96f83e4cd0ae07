import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { podSecurity, type PodSecurityLevel } from '../../../lib/audit/pod-security';
import { cursor } from '../../../lib/targets/cursor';
import { documentOf } from '../../../lib/targets/documents';
import { dataFolder } from '../../judge/data';
import { isObject, type KubernetesObject } from '../server/objects';

/** A published pod, and whether its level admits it by the rules of its minor version. */
export interface Fixture {
  readonly name: string;
  readonly level: 'baseline' | 'restricted';
  readonly minor: number;
  readonly admitted: boolean;
  readonly pod: KubernetesObject;
}

const folder = join(dataFolder, 'pod-security');

/** Every published pod; `undefined` where the data folder is absent. */
export function fixtures(): readonly Fixture[] | undefined {
  if (!existsSync(folder)) return undefined;
  return (['baseline', 'restricted'] as const).flatMap((level) =>
    readdirSync(join(folder, level)).flatMap((version) =>
      ['pass', 'fail'].flatMap((kind) => {
        const files = join(folder, level, version, kind);
        return readdirSync(files).map((file) => ({
          name: `${level}/${version}/${kind}/${file}`,
          level,
          minor: Number(version.replace('v1.', '')),
          admitted: kind === 'pass',
          pod: readPod(join(files, file)),
        }));
      }),
    ),
  );
}

/** Some of the published names are no names of pods: they would be refused before Pod Security is asked. */
function readPod(file: string): KubernetesObject {
  const pod: unknown = parse(readFileSync(file, 'utf8'));
  if (!isObject(pod)) throw new Error(`${file}: no object`);
  return { ...pod, metadata: { ...pod.metadata, name: pod.metadata.name.replaceAll('_', '-') } };
}

/** Our own reasons against a pod, sorted, in the API server's words. */
export const ourReasons = (pod: KubernetesObject, level: PodSecurityLevel, minor: number): readonly string[] =>
  podSecurity(cursor(documentOf('pod.yaml', 0, pod)), level, minor)
    .map(({ check }) => check.reason)
    .sort();
