import type { AdmissionRule } from './rule';

/** Ephemeral containers cannot have limits: the API has no such field for them. */
export const ephemeralStorageLimit = {
  control: 'ephemeral-storage-limit',
  judges: ['pods'],
  validations: [
    {
      name: 'unlimited',
      wrong: `variables.containers.filter(c,
  !c.?resources.?limits[?"ephemeral-storage"].optMap(q, quantity(q).isGreaterThan(quantity("0"))).orValue(false)
).map(c, "container " + c.name)`,
      got: 'no limit of temporary disk space',
      want: 'a size above 0',
      fix: 'set a limit',
    },
    {
      name: 'unsized',
      wrong: `variables.volumes.filter(v, has(v.emptyDir) && v.emptyDir.?medium.orValue("") != "Memory" &&
  !v.emptyDir.?sizeLimit.optMap(s, quantity(s).isGreaterThan(quantity("0"))).orValue(false)
).map(v, "volume " + v.name)`,
      got: 'a folder on disk without a size',
      want: 'a size above 0',
      fix: 'set a limit',
    },
  ],
} as const satisfies AdmissionRule;
