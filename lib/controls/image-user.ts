import { redact } from '../model/redact';
import type { Control, Miss } from './control';
import { otherBuild } from './helpers/build';
import { edit } from './helpers/mutations';
import { shown } from './helpers/places';
import type { DockerfileRead, ImageUse } from './subject';

/*
 * The image, started by hand, is what the manifests say: same user, ports and question. Nothing is said about images
 * that are built elsewhere.
 *
 * Dockerfile, last stage:
 *   USER           the user of the manifest, by numbers; where the cluster assigns users, any two numbers above 0
 *   EXPOSE         every port of the manifest
 *   HEALTHCHECK    asks the port and path of the manifest's readiness check, or is NONE where the manifest has none
 * Compose, restricted fields:
 *   services.*.build.context, .dockerfile    a folder, and the Dockerfile of the contract
 *   services.*.build.dockerfile_inline, .target, .additional_contexts, .args[BUILDKIT_SYNTAX]    absent
 */
export const imageUser = {
  id: 'image-user',
  title: 'the image agrees with the manifests on user, ports and health',
  severity: 'medium',
  why: 'Where they differ, files have an owner the process is not, or the image runs as root as soon as somebody starts it without the manifest.',
  subject: 'image',
  clauses: { 'cis-docker': ['4.1', '4.6'], 'nist-800-190': ['4.1.2'], 'owasp-docker': ['2'] },
  in: {
    kubernetes: {
      check: (i) => judge(i),
      weaken: [
        { name: 'USER removed', when: hasDockerfile, do: (i) => rewrite(i, /^USER .*$/m, '') },
        {
          name: 'another USER',
          when: (i) => hasDockerfile(i) && !i.assigned,
          do: (i) => rewrite(i, /^USER .*$/m, 'USER 1000:1000'),
        },
        { name: 'a USER by name', when: hasDockerfile, do: (i) => rewrite(i, /^USER .*$/m, 'USER node') },
        { name: 'the USER of root', when: hasDockerfile, do: (i) => rewrite(i, /^USER .*$/m, 'USER 0:0') },
        { name: 'another port', when: exposes, do: (i) => rewrite(i, /^EXPOSE .*$/m, 'EXPOSE 80') },
        { name: 'another path', when: asks, do: (i) => rewrite(i, i.health?.path ?? '', '/other') },
        { name: 'no HEALTHCHECK', when: asks, do: (i) => rewrite(i, /^HEALTHCHECK .*$/m, '') },
      ],
    },
    compose: {
      check: (i) => [...judge(i), ...otherBuild(i)],
      weaken: [
        { name: 'a USER by name', when: hasDockerfile, do: (i) => rewrite(i, /^USER .*$/m, 'USER node') },
        {
          name: 'the USER in an earlier stage only',
          when: (i) => hasDockerfile(i) && (i.dockerfile?.bases.length ?? 0) > 1,
          do: (i) => {
            rewrite(i, /^USER .*\n/m, '');
            rewrite(i, /^WORKDIR/m, `USER ${i.user.value}\nWORKDIR`);
          },
        },
        {
          name: 'root again below',
          when: hasDockerfile,
          do: (i) => rewrite(i, /^(ENTRYPOINT|CMD) /m, 'USER 0:0\n$1 '),
        },
        { name: 'another Dockerfile', when: builds, do: (i) => i.build?.at('dockerfile').set('../other.Dockerfile') },
        {
          name: 'a Dockerfile inside of the file',
          when: builds,
          do: (i) => {
            i.build?.at('dockerfile').remove();
            i.build?.at('dockerfile_inline').set('FROM scratch\n');
          },
        },
        {
          name: 'sources from elsewhere',
          when: builds,
          do: (i) => i.build?.at('context').set('https://example.com/app.git'),
        },
        { name: 'an earlier stage', when: builds, do: (i) => i.build?.at('target').set('build') },
        {
          name: 'another base image in place of the one that is named',
          when: builds,
          do: (i) =>
            i.build
              ?.at('additional_contexts', i.dockerfile?.bases[0]?.reference ?? '')
              .set('docker-image://example.com/other'),
        },
        {
          name: 'another program that reads the Dockerfile',
          when: builds,
          do: (i) => i.build?.at('args').set(['BUILDKIT_SYNTAX=example.com/frontend']),
        },
        { name: 'HEALTHCHECK NONE', when: asks, do: (i) => rewrite(i, /^HEALTHCHECK .*$/m, 'HEALTHCHECK NONE') },
        { name: 'another path', when: asks, do: (i) => rewrite(i, i.health?.path ?? '', '/other') },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'image'>;

function hasDockerfile(image: ImageUse): boolean {
  return image.dockerfile?.user !== undefined;
}
function builds(image: ImageUse): boolean {
  return hasDockerfile(image) && image.build !== undefined;
}
function exposes(image: ImageUse): boolean {
  return hasDockerfile(image) && image.ports.length > 0;
}
function asks(image: ImageUse): boolean {
  return hasDockerfile(image) && image.health !== undefined;
}

const rewrite = (image: ImageUse, part: RegExp | string, by: string): void => {
  if (image.dockerfile !== undefined) edit(image.dockerfile.at, part, by);
};

function judge(image: ImageUse): readonly Miss[] {
  const { dockerfile } = image;
  if (dockerfile === undefined) return [];
  const missing = image.ports.filter((port) => !dockerfile.ports.includes(port));
  return [
    ...(agreesOnUser(image, dockerfile) ? [] : [otherUser(dockerfile, image)]),
    ...(missing.length === 0
      ? []
      : [differs(dockerfile, 'EXPOSE', dockerfile.ports.join(' '), image.ports.join(' '), image)]),
    ...(agreesOnHealth(image, dockerfile)
      ? []
      : [differs(dockerfile, 'HEALTHCHECK', healthText(dockerfile.health), healthText(image.health), image)]),
  ];
}

const agreesOnUser = ({ assigned, user }: ImageUse, dockerfile: DockerfileRead): boolean =>
  assigned ? /^[1-9][0-9]*:[1-9][0-9]*$/.test(dockerfile.user ?? '') : dockerfile.user === user.value;

const otherUser = (dockerfile: DockerfileRead, image: ImageUse): Miss => ({
  ...differs(dockerfile, 'USER', dockerfile.user, shown(image.user.at), image),
  ...(image.assigned && { want: 'USER uid:gid, numbers above 0' }),
});

/** A check of another kind, or none, in the manifest says nothing about the image. */
const agreesOnHealth = ({ health }: ImageUse, dockerfile: DockerfileRead): boolean =>
  health === undefined || healthText(health) === healthText(dockerfile.health);

const healthText = (health: DockerfileRead['health']): string =>
  health === undefined ? 'nothing' : health === 'none' ? 'NONE' : `${health.port ?? ''}${health.path ?? ''}`;

function differs(
  dockerfile: DockerfileRead,
  keyword: string,
  got: string | undefined,
  want: string,
  image: ImageUse,
): Miss {
  const line = dockerfile.instructions.findLast((instruction) => instruction.keyword === keyword)?.line;
  const at = line === undefined ? dockerfile.at : dockerfile.at.at(line - 1);
  return {
    at: keyword === 'USER' ? [at, image.user.at] : [at],
    got: `${keyword} ${got ?? 'absent'}`,
    want: `${keyword} ${redact(want)}, as the manifest says`,
    fix: 'synthesize again, or change both',
  };
}
