import type { Control, Miss } from './control';
import { edit } from './helpers/mutations';
import { textOf, wrong } from './helpers/places';
import type { DockerfileRead, ImageUse } from './subject';

/*
 * What runs is what was looked at: images are named by the digest of their content.
 *
 * Kubernetes, restricted field:
 *   spec.containers[*].image    ends in @sha256: and 64 hex digits
 * Compose, restricted fields:
 *   services.*.image            likewise; where the service is built, its Dockerfile is judged in its stead:
 *   FROM, COPY --from           likewise, unless it names a stage or `scratch`
 *   # syntax=                   likewise
 *   ADD                         of an address: with --checksum
 */
export const pinnedImage = {
  id: 'pinned-image',
  title: 'images are named by digest',
  severity: 'medium',
  why: 'A tag can be moved: the same file starts other code tomorrow, and nobody sees it in a review.',
  subject: 'image',
  clauses: {
    'nsa-cisa': ['pod/secure-images'],
    'nist-800-190': ['4.1.5', '4.2.2'],
    'owasp-docker': ['13'],
  },
  in: {
    kubernetes: {
      check: (i) => judgeReference(i),
      weaken: [
        { name: 'a tag', do: (i) => i.at.set('example.com/app:1.0.0') },
        { name: 'a digest cut short', do: (i) => i.at.set(`example.com/app@sha256:${'0'.repeat(12)}`) },
        { name: 'a tag that looks like a digest', do: (i) => i.at.set(`example.com/app:sha256-${'0'.repeat(64)}`) },
        { name: 'neither tag nor digest', do: (i) => i.at.set('redis') },
      ],
    },
    compose: {
      check: (i) => (i.built ? judgeDockerfile(i) : judgeReference(i)),
      weaken: [
        { name: 'a tag', when: (i) => !i.built, do: (i) => i.at.set('example.com/app:1.0.0') },
        {
          name: 'a digest cut short',
          when: (i) => !i.built,
          do: (i) => i.at.set(`example.com/app@sha256:${'0'.repeat(12)}`),
        },
        { name: 'base images by tag', when: isBuilt, do: (i) => rewrite(i, /@sha256:[0-9a-f]{64}/g, '') },
        {
          name: 'the last base image by tag',
          when: isBuilt,
          do: (i) => rewrite(i, /@sha256:[0-9a-f]{64}(?![^]*@sha256)/, ''),
        },
        {
          name: 'files from an image by tag',
          when: isBuilt,
          do: (i) => rewrite(i, /$/, 'COPY --from=busybox:1 /bin/busybox /bin/\n'),
        },
        {
          name: 'a file from an address',
          when: isBuilt,
          do: (i) => rewrite(i, /$/, 'ADD --chmod=755 https://example.com/tool /usr/local/bin/\n'),
        },
        {
          name: 'sources from a repository',
          when: isBuilt,
          do: (i) => rewrite(i, /$/, 'ADD git@example.com:app.git#main /app\n'),
        },
        {
          name: 'read by a program by tag',
          when: isBuilt,
          do: (i) => rewrite(i, /^/, '# syntax=docker/dockerfile:1\n'),
        },
      ],
    },
  },
  exception: { permits: 'an image of `Image.build` that has no entry in images.lock.json yet', also: [] },
} as const satisfies Control<'image'>;

const isPinned = (reference: string): boolean => /@sha256:[0-9a-f]{64}$/.test(reference);

function isBuilt(image: ImageUse): boolean {
  return image.built && image.dockerfile !== undefined;
}

const rewrite = (image: ImageUse, part: RegExp, by: string): void => {
  if (image.dockerfile !== undefined) edit(image.dockerfile.at, part, by);
};

const fix = 'add the digest that the registry names (images.lock.json, for an image that is built here)';

const judgeReference = (image: ImageUse): readonly Miss[] =>
  isPinned(image.reference ?? '') ? [] : [wrong(image.at, 'name:tag@sha256:…', fix)];

function judgeDockerfile(image: ImageUse): readonly Miss[] {
  const { dockerfile } = image;
  if (dockerfile === undefined) return [wrong(image.build ?? image.at, 'a Dockerfile that the contract names', fix)];
  const images = outsideImages(dockerfile).filter(({ reference }) => !isPinned(reference));
  const place = (line: number): Miss['at'] => [dockerfile.at.at(line - 1)];
  return [
    ...images.map(({ reference, line }) => ({ at: place(line), got: reference, want: 'name:tag@sha256:…', fix })),
    ...addedFrom(dockerfile).map(({ reference, line }) => ({
      at: place(line),
      got: reference,
      want: '--checksum=sha256:…',
      fix: 'name the digest of what it holds, or bring the file with the context',
    })),
  ];
}

/** Images that a Dockerfile takes from elsewhere. */
function outsideImages(dockerfile: DockerfileRead): readonly { readonly reference: string; readonly line: number }[] {
  const stages = dockerfile.instructions.flatMap(({ keyword, value }) =>
    keyword === 'FROM' ? [/\sas\s+(\S+)$/i.exec(value)?.[1]?.toLowerCase()] : [],
  );
  const copied = dockerfile.instructions.flatMap(({ keyword, value, line }) => {
    const reference = keyword === 'COPY' ? /(?:^|\s)--from=(\S+)/.exec(value)?.[1] : undefined;
    return reference === undefined || /^[0-9]+$/.test(reference) || stages.includes(reference.toLowerCase())
      ? []
      : [{ reference, line }];
  });
  const bases = dockerfile.bases.filter(({ stage, reference }) => !stage && reference !== 'scratch');
  return [...readers(dockerfile), ...bases, ...copied];
}

/** The image of the program that reads the Dockerfile, where one is named: among the directives that it begins with. */
function readers({ at }: DockerfileRead): readonly { readonly reference: string; readonly line: number }[] {
  const [, before = '', reference] =
    /^((?:#[^\S\n]*\w+[^\S\n]*=.*\n)*?)#\s*syntax\s*=\s*(\S+)/i.exec(textOf(at.value)) ?? [];
  return reference === undefined ? [] : [{ reference, line: before.split('\n').length }];
}

/** Addresses of files that a Dockerfile takes, whatever they are that day. */
const addedFrom = ({
  instructions,
}: DockerfileRead): readonly { readonly reference: string; readonly line: number }[] =>
  instructions.flatMap(({ keyword, value, line }) => {
    const source = /(?<=^|[\s"[])(?:[a-z][a-z0-9+.-]*:\/\/|git@)[^\s",]+/i.exec(value)?.[0];
    const isKnown = source === undefined || /(?:^|\s)--checksum=\S/.test(value);
    return keyword !== 'ADD' || isKnown ? [] : [{ reference: source, line }];
  });
