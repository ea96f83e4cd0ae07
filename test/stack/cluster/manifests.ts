import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, type Document } from 'yaml';

/** Changes a text that must hold `from`. */
export function edited(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nowhere: ${String(from)}`);
  return changed;
}

/** An object of a manifest, to be broken. Paths are names and numbers with `|` between. */
export interface Manifest {
  /** The path of the specification of its pods. */
  readonly pods: string;
  readonly get: (path: string) => unknown;
  readonly set: (path: string, value: unknown) => void;
  readonly add: (path: string, item: unknown) => void;
  readonly remove: (path: string) => void;
  /** In a text that must hold `from`. */
  readonly edit: (path: string, from: string | RegExp, to: string) => void;
  /** Keeps the items of a list that `isKept`; one at least must go. */
  readonly keep: (path: string, isKept: (item: Readonly<Record<string, unknown>>) => boolean) => void;
}

export interface Manifests {
  readonly the: (kind: string, name: string) => Manifest;
  readonly drop: (kind: string, name: string) => void;
}

const PODS: Readonly<Record<string, string>> = { CronJob: 'spec|jobTemplate|spec|template|spec' };
const steps = (path: string): readonly string[] => path.split('|');

function manifest(document: Document, kind: string): Manifest {
  const at = (path: string): unknown => {
    const all: unknown = document.toJS();
    return steps(path).reduce((inner, name) => (inner as Record<string, unknown>)[name], all);
  };
  return {
    pods: PODS[kind] ?? 'spec|template|spec',
    get: at,
    set: (path, value) => document.setIn(steps(path), document.createNode(value)),
    add: (path, item) => document.addIn(steps(path), document.createNode(item)),
    remove: (path) => {
      if (!document.deleteIn(steps(path))) throw new Error(`${kind} has no ${path}`);
    },
    edit: (path, from, to) => document.setIn(steps(path), edited(String(at(path)), from, to)),
    keep: (path, isKept) => {
      const items = at(path) as readonly Readonly<Record<string, unknown>>[];
      const kept = items.filter(isKept);
      if (kept.length === items.length) throw new Error(`${path}: nothing goes`);
      document.setIn(steps(path), document.createNode(kept));
    },
  };
}

/** Changes all manifests in a folder. */
export function changeManifests(folder: string, change: (manifests: Manifests) => void): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const parsed = files.map((file) => ({
    file,
    documents: parseAllDocuments(readFileSync(file, 'utf8')),
  }));
  const dropped = new Set<Document>();
  const find = (kind: string, name: string): Document => {
    const found = parsed
      .flatMap(({ documents }) => documents)
      .filter((one) => one.get('kind') === kind && String(one.getIn(['metadata', 'name'])).startsWith(name));
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} objects ${kind} ${name}`);
    return found[0];
  };
  change({
    the: (kind, name) => manifest(find(kind, name), kind),
    drop: (kind, name) => dropped.add(find(kind, name)),
  });
  for (const { file, documents } of parsed)
    writeFileSync(
      file,
      documents
        .filter((one) => !dropped.has(one))
        .map((one) => one.toString({ directives: false }))
        .join('---\n'),
    );
}
