import type { AdmissionRule } from './rule';

/** Every reference ends in a digest. */
export const pinnedImage = {
  control: 'pinned-image',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'movable',
      wrong: `variables.containers.filter(c,
  !c.?image.orValue("").matches("@sha256:[0-9a-f]{64}$")
).map(c, "container " + c.name)`,
      got: 'an image without a digest',
      want: 'name:tag@sha256:...',
      fix: 'add the digest that the registry names (images.lock.json, for an image that is built here)',
    },
  ],
} as const satisfies AdmissionRule;
