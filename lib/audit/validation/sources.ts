import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { SourceFile } from '../../targets/documents';
import { isHelm, unescapeTemplates } from '../../targets/helm';
import { CONTRACT_FILE } from '../../targets/placing';
import type { FoundContract } from './contract-file';

/** What there is to judge. Paths are as the contract has them. */
export interface Sources {
  readonly ours: readonly SourceFile[];
  /** Manifests of charts that no contract names. */
  readonly byHand: readonly SourceFile[];
  /** Where a path lies on disk. */
  readonly places: ReadonlyMap<string, string>;
}

const text = (path: string, file: string): SourceFile => ({ path, text: readFileSync(file, 'utf8') });

/** A file of ours: in a Helm chart, what Helm makes of it. */
function ourText(path: string, file: string): SourceFile {
  const source = text(path, file);
  return isHelm(dirname(file)) ? { path, text: unescapeTemplates(source.text) } : source;
}

/** Reads every file that the contract names, and every other manifest. What is not there is left to the audit. */
export function readSources(manifests: readonly string[], found: FoundContract | undefined): Sources {
  const places = new Map<string, string>();
  const ours = found === undefined ? [] : filesOf(found, manifests);
  for (const [path, file] of ours) places.set(path, file);
  const taken = new Set([...places.values()].map((file) => resolve(file)));
  const byHand = manifests.filter((file) => !taken.has(resolve(file))).map((file) => [byHandPath(file), file] as const);
  for (const [path, file] of byHand) places.set(path, file);
  return {
    ours: ours.map(([path, file]) => ourText(path, file)),
    byHand: byHand.map(([path, file]) => text(path, file)),
    places,
  };
}

/** Files of the contract by where they lie: manifests are where cdk8s was told to put them. */
function filesOf(
  { folder, contract }: FoundContract,
  manifests: readonly string[],
): readonly (readonly [string, string])[] {
  const paths = new Set([...Object.values(contract.projects).flatMap(({ files }) => files), CONTRACT_FILE]);
  return [...paths].flatMap((path) => {
    const file = path.startsWith('kubernetes/')
      ? manifestOf(path.slice('kubernetes/'.length), manifests)
      : join(folder, path);
    return file !== undefined && existsSync(file) ? [[path, file] as const] : [];
  });
}

/** The manifest with this path below cdk8s' folder. */
const manifestOf = (path: string, manifests: readonly string[]): string | undefined =>
  manifests.filter((file) => `/${relative('', file)}`.endsWith(`/${path}`)).sort((a, b) => a.length - b.length)[0];

/** No path of a contract is like that. */
const byHandPath = (file: string): string => `by hand: ${relative('', file)}`;
