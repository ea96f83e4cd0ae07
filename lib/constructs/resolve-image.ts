import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseImage, type ImageReference, type WorkloadImage } from '../model/image';
import { NODE_IMAGE } from '../model/known-images';
import { checkRelativePath } from '../model/names';
import { said, type Report } from '../model/problem';
import type { BuiltImage, Image, LockedImage } from './image';
import type { ImageLock } from './image-lock';

/** Where a program's images are looked up. */
export interface ImageSurroundings {
  /** Absolute path of the program's root. */
  readonly root: string;
  readonly lock: ImageLock;
}

/** What stands in for an image that has a problem, so that the rest of the program is checked too. */
const UNKNOWN: ImageReference = { name: 'unknown', tag: undefined, digest: undefined };

/** An image with everything that is known of it at synth. `workload` names the folder of its Dockerfile. */
export function resolveImage(
  image: Image,
  workload: string,
  surroundings: ImageSurroundings,
  report: Report,
): WorkloadImage {
  if (image?.kind === 'build') return built(image, workload, surroundings, report);
  if (image?.kind !== 'of' && image?.kind !== 'locked') {
    report(
      'image',
      image,
      'Image.build, Image.of or Image.locked',
      "for instance image: Image.build('app', { name, tag })",
    );
    return { reference: UNKNOWN, build: undefined, owner: undefined, owns: [] };
  }
  const reference =
    image.kind === 'locked' ? locked(image, surroundings.lock, report) : referenced(image.reference, report);
  return { reference, build: undefined, owner: image.owner, owns: image.owns };
}

function referenced(text: string, report: Report): ImageReference {
  const reference = typeof text === 'string' ? parseImage(text) : undefined;
  if (!reference)
    report(
      'image',
      text,
      "an image reference such as 'redis:8.2.3-alpine@sha256:<64 hex digits>'",
      'correct the reference',
    );
  return reference ?? UNKNOWN;
}

function locked(image: LockedImage, lock: ImageLock, report: Report): ImageReference {
  const reference = parseImage(image.name);
  const digest = lock.entries.get(image.name);
  if (!reference || reference.digest !== undefined || digest === undefined) {
    const names = [...lock.entries.keys()].join(', ') || 'none';
    report(
      'image',
      image.name,
      `a 'name:tag' of images.lock.json: ${names}`,
      `add "${image.name}": "sha256:<digest from the registry>" to images.lock.json`,
    );
  }
  return { ...(reference ?? UNKNOWN), digest };
}

function built(image: BuiltImage, workload: string, { root, lock }: ImageSurroundings, report: Report): WorkloadImage {
  const text = `${image.name}:${image.tag}`;
  const reference = parseImage(text);
  const named = typeof image.name === 'string' && typeof image.tag === 'string';
  if (!named || !reference || image.name.includes('@') || image.tag === 'latest')
    report(
      'image',
      named ? text : said('Image.build without a name, or without a tag'),
      "a name without tag and a tag other than 'latest'",
      "for instance Image.build('app', { name: 'registry.example.com/shop/backend', tag: '1.0.0' })",
    );
  const base = image.base ?? NODE_IMAGE;
  if (parseImage(base)?.digest === undefined)
    report(
      'image.base',
      base,
      'an image reference with a digest',
      'add @sha256:<digest from the registry>: a tag may be another image tomorrow',
    );
  checkRelativePath(image.context, 'image.context', report);
  const folder = join(root, image.context);
  checkContext(folder, image.context, report);
  const main = image.main ?? mainOf(folder, image.context, report);
  checkRelativePath(main, 'image.main', report);
  const dockerfile = posixPath(relative(folder, join(root, 'deploy', 'docker', workload, 'Dockerfile')));
  return {
    reference: { ...(reference ?? UNKNOWN), digest: lock.entries.get(text) },
    build: { context: posixPath(image.context), dockerfile, base, main },
    owner: undefined,
    owns: [],
  };
}

/** Reports a context in which npm could install nothing. */
function checkContext(folder: string, context: string, report: Report): void {
  for (const needed of ['package.json', 'package-lock.json'])
    if (!existsSync(join(folder, needed)))
      report(
        'image.context',
        context,
        `a folder, relative to the program's root, with ${needed}`,
        `create ${needed} there: the Dockerfile runs npm ci`,
      );
}

/** The entry file that package.json names. */
function mainOf(folder: string, context: string, report: Report): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return 'index.js';
  const main = mainIn(readFileSync(file, 'utf8'));
  if (typeof main === 'string') return main;
  report('image.main', main, 'the entry file', `set "main" in ${context}/package.json, or the main prop`);
  return 'index.js';
}

function mainIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly main?: unknown } | null)?.main;
  } catch {
    return said('a package.json that is no JSON');
  }
}

const posixPath = (path: string): string => path.split(sep).join('/');
