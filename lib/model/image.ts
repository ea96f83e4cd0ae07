/** A reference to an image in its parts. `name` is registry and repository as written. */
export interface ImageReference {
  readonly name: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string | undefined;
}

/** A numeric user and group. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/** What an image that is built here needs: everything the Dockerfile says that is not in the workload. */
export interface BuildSource {
  /** Build context, relative to the root of the program, with `/`. */
  readonly context: string;
  /** Our Dockerfile, relative to the context, with `/`. */
  readonly dockerfile: string;
  /** Base image of both stages, with tag and digest. */
  readonly base: string;
  /** Entry file in the context. */
  readonly main: string;
}

/** The image a workload runs. */
export interface WorkloadImage {
  /** Name and tag, and the digest where one is known. */
  readonly reference: ImageReference;
  /** Present where our Dockerfile builds it. */
  readonly build: BuildSource | undefined;
  /** The user that owns paths inside an image that is built elsewhere. */
  readonly owner: UserIds | undefined;
  /** Paths that this user owns there. */
  readonly owns: readonly string[];
}

const NAME = /^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether a text is `sha256:` and 64 lower case hex digits. */
export const isDigest = (text: string): boolean => DIGEST.test(text);

/** Splits `name[:tag][@digest]`; `undefined` where the text is no image reference. */
export function parseImage(text: string): ImageReference | undefined {
  const [rest = '', digest, ...more] = text.split('@');
  const colon = rest.lastIndexOf(':');
  const tagged = colon > rest.lastIndexOf('/');
  const name = tagged ? rest.slice(0, colon) : rest;
  const tag = tagged ? rest.slice(colon + 1) : undefined;
  const good = NAME.test(name) && (tag === undefined || TAG.test(tag)) && (digest === undefined || isDigest(digest));
  return good && more.length === 0 ? { name, tag, digest } : undefined;
}

/** The reference as both targets write it. */
export const imageText = (image: ImageReference): string =>
  `${image.name}${image.tag === undefined ? '' : `:${image.tag}`}${image.digest === undefined ? '' : `@${image.digest}`}`;
