import type { AdmissionRule } from './rule';

/** Ephemeral containers cannot have limits: the API has no such field for them. */
export const memoryLimit = {
  control: 'memory-limit',
  judges: ['pods'],
  variables: [
    {
      name: 'folders',
      expression: 'variables.volumes.filter(v, v.?emptyDir.?medium.orValue("") == "Memory")',
    },
    {
      name: 'sized',
      expression: `variables.folders.filter(v,
  v.emptyDir.?sizeLimit.optMap(s, quantity(s).isGreaterThan(quantity("0"))).orValue(false))`,
    },
    {
      name: 'limited',
      expression: `variables.containers.filter(c,
  c.?resources.?limits.?memory.optMap(m, quantity(m).isGreaterThan(quantity("0"))).orValue(false))`,
    },
  ],
  validations: [
    {
      name: 'unlimited',
      wrong: 'variables.containers.filter(c, !(c in variables.limited)).map(c, "container " + c.name)',
      got: 'no memory limit',
      want: 'limits.memory',
      fix: 'set a memory limit',
    },
    {
      name: 'unreserved',
      wrong: `variables.limited.filter(c,
  c.?resources.?requests.?memory.optMap(m, quantity(m).compareTo(quantity(c.resources.limits.memory)) != 0).orValue(false)
).map(c, "container " + c.name)`,
      got: 'another request than the limit',
      want: 'requests.memory as high as the limit',
      fix: 'reserve as much as the limit',
    },
    {
      name: 'unsized',
      wrong: 'variables.folders.filter(v, !(v in variables.sized)).map(v, "volume " + v.name)',
      got: 'a folder in memory without a size',
      want: 'sizeLimit',
      fix: 'give the folder a size',
    },
    {
      name: 'crowded',
      wrong: `variables.limited.filter(c,
  variables.sized.filter(v, c.?volumeMounts.orValue([]).exists(m, m.name == v.name))
    .map(v, quantity(v.emptyDir.sizeLimit).asApproximateFloat()).sum()
  >= quantity(c.resources.limits.memory).asApproximateFloat()
).map(c, "container " + c.name)`,
      got: 'folders in memory as large as the limit',
      want: 'more than the folders in memory',
      fix: 'raise the memory limit',
    },
  ],
} as const satisfies AdmissionRule;
