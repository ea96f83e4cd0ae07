import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDigest } from '../model/image';
import { said, type Report } from '../model/problem';

/** `images.lock.json`: `name:tag` to the digest a registry gave for it. */
export interface ImageLock {
  readonly entries: ReadonlyMap<string, string>;
}

/** Reads the lock file of a program's root; a missing file is an empty one. */
export function readImageLock(root: string, report: Report): ImageLock {
  const file = join(root, 'images.lock.json');
  if (!existsSync(file)) return { entries: new Map() };
  const entries = Object.entries(parse(readFileSync(file, 'utf8'), report));
  for (const [name, digest] of entries)
    if (typeof digest !== 'string' || !isDigest(digest))
      report(
        `images.lock.json: ${name}`,
        digest,
        "'sha256:' and 64 lower case hex digits",
        'copy the digest that the registry gives: docker buildx imagetools inspect',
      );
  return {
    entries: new Map(
      entries.flatMap(([name, digest]) => (typeof digest === 'string' ? [[name, digest] as const] : [])),
    ),
  };
}

function parse(text: string, report: Report): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    report(
      'images.lock.json',
      said(Array.isArray(value) ? 'a list' : 'another JSON value'),
      'a JSON object of "name:tag": "sha256:…"',
      'correct the file',
    );
  } catch {
    report(
      'images.lock.json',
      said('text that is no JSON'),
      'a JSON object of "name:tag": "sha256:…"',
      'correct the file',
    );
  }
  return {};
}
