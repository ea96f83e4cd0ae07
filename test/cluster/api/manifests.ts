import { parseAllDocuments } from 'yaml';
import { isObject, type KubernetesObject } from '../server/objects';
import type { Synthesized } from '../../programs/synthesize';

/** One document of a manifest: as text, which the server parses itself, and as we read it. */
export interface Manifest {
  readonly text: string;
  readonly object: KubernetesObject;
}

/** Every document below `kubernetes/`, in the order in which it is applied. */
export const manifestsOf = ({ files }: Pick<Synthesized, 'files'>): readonly Manifest[] =>
  files.filter(({ path }) => /^kubernetes\/.*\.ya?ml$/.test(path)).flatMap(({ text }) => manifestsIn(text));

export const manifestsIn = (text: string): readonly Manifest[] =>
  text
    .split(/^---$/m)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [document, ...more] = parseAllDocuments(part);
      const object: unknown = document !== undefined && 'toJS' in document ? document.toJS() : undefined;
      if (more.length > 0 || !isObject(object)) throw new Error(`no object of Kubernetes:\n${part.slice(0, 300)}`);
      return { text: part, object };
    });

/** The same document with something changed. */
export const changed = (manifest: Manifest, change: (object: KubernetesObject) => unknown): Manifest => {
  const object: unknown = change(structuredClone(manifest.object));
  if (!isObject(object)) throw new Error('no object any more');
  return { text: JSON.stringify(object), object };
};
