import type { UserIds } from '../model/image';

/** The image of a workload: built from a folder, pulled by reference, or looked up in `images.lock.json`. */
export type Image = BuiltImage | ReferencedImage | LockedImage;

/** An image that our Dockerfile builds. */
export interface BuiltImage {
  readonly kind: 'build';
  readonly context: string;
  readonly name: string;
  readonly tag: string;
  readonly base: string | undefined;
  readonly main: string | undefined;
}

/** An image that is built elsewhere. */
export interface ReferencedImage {
  readonly kind: 'of';
  readonly reference: string;
  readonly owner: UserIds | undefined;
  readonly owns: readonly string[];
}

/** An image whose digest stands in `images.lock.json`. */
export interface LockedImage {
  readonly kind: 'locked';
  readonly name: string;
  readonly owner: UserIds | undefined;
  readonly owns: readonly string[];
}

/** How an image is built. */
export interface BuildProps {
  /** Name with registry, for instance `registry.example.com/shop/backend`. */
  readonly name: string;
  /** Tag; `latest` is refused. */
  readonly tag: string;
  /** Base image of the Dockerfile, with tag and digest. @default the pinned Node 24 LTS image of this package */
  readonly base?: string;
  /** Entry file, relative to the context. @default `main` of the context's package.json */
  readonly main?: string;
}

/** What is known of an image that is built elsewhere. */
export interface ImageFacts {
  /** User that owns paths inside the image. Compose runs a workload that keeps data there as this user. @default none */
  readonly owner?: UserIds;
  /** Paths that this user owns. @default none */
  readonly owns?: readonly string[];
}

/** Makes images. */
export const Image = {
  /** An image that is built from `context`, a folder relative to the program's root with package.json and package-lock.json. */
  build: (context: string, props: BuildProps): Image => ({
    kind: 'build',
    context,
    name: props?.name,
    tag: props?.tag,
    base: props?.base,
    main: props?.main,
  }),
  /** An image by its full reference, for instance `redis:8.2.3-alpine@sha256:…`. */
  of: (reference: string, facts: ImageFacts = {}): Image => ({
    kind: 'of',
    reference,
    owner: facts.owner,
    owns: facts.owns ?? [],
  }),
  /** An image by `name:tag`, its digest taken from `images.lock.json` in the program's root. */
  locked: (name: string, facts: ImageFacts = {}): Image => ({
    kind: 'locked',
    name,
    owner: facts.owner,
    owns: facts.owns ?? [],
  }),
};
