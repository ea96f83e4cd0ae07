import type { AdmissionRule } from './rule';

/** Ephemeral containers cannot have limits: the API has no such field for them. */
export const cpuLimit = {
  control: 'cpu-limit',
  judges: ['pods'],
  validations: [
    {
      name: 'unlimited',
      wrong: `variables.containers.filter(c,
  !c.?resources.?limits.?cpu.optMap(q, quantity(q).isGreaterThan(quantity("0"))).orValue(false)
).map(c, "container " + c.name)`,
      got: 'no processor limit',
      want: 'limits.cpu',
      fix: 'set a limit, at least as high as the request',
    },
  ],
} as const satisfies AdmissionRule;
