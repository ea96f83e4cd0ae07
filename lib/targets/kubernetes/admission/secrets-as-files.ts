import type { AdmissionRule } from './rule';

/** Modes are decimal in the API: the last octal digit, which is for others, is what is left when divided by 8. */
export const secretsAsFiles = {
  control: 'secrets-as-files',
  judges: ['pods', 'ephemeral containers'],
  variables: [
    {
      name: 'secretVolumes',
      expression: `variables.volumes.filter(v,
  has(v.secret) || v.?projected.?sources.orValue([]).exists(s, has(s.secret)))`,
    },
  ],
  validations: [
    {
      name: 'handedOver',
      wrong: `variables.containers.filter(c,
  c.?env.orValue([]).exists(e, e.?valueFrom.?secretKeyRef.hasValue()) ||
  c.?envFrom.orValue([]).exists(e, e.?secretRef.hasValue())
).map(c, "container " + c.name)`,
      got: 'a secret in the environment',
      want: 'a file',
      fix: 'read it from a file: its path stands in a variable that ends in _FILE',
    },
    {
      name: 'open',
      wrong: `variables.secretVolumes.filter(v,
  v.?secret.optMap(s, s.?defaultMode.orValue(420) % 8 != 0).orValue(false) ||
  v.?projected.optMap(p, p.?defaultMode.orValue(420) % 8 != 0).orValue(false) ||
  v.?secret.?items.orValue([]).exists(i, i.?mode.orValue(0) % 8 != 0) ||
  v.?projected.?sources.orValue([]).exists(s, s.?secret.?items.orValue([]).exists(i, i.?mode.orValue(0) % 8 != 0))
).map(v, "volume " + v.name)`,
      got: 'a file that others can read',
      want: 'a mode without bits for others',
      fix: 'set defaultMode to 0440',
    },
    {
      name: 'written',
      wrong: `variables.containers.filter(c, c.?volumeMounts.orValue([]).exists(m,
  m.?readOnly.orValue(false) != true && variables.secretVolumes.exists(v, v.name == m.name))
).map(c, "container " + c.name)`,
      got: 'a mount that can be written',
      want: 'readOnly: true',
      fix: 'set readOnly',
    },
  ],
  beyond: [
    {
      why: 'which secrets a workload must have, and where: the contract names them',
      mutations: [
        'not mounted',
        'another key at the same path',
        'a secret of somebody else as well',
        'a whole Secret of somebody else, in a volume of its own',
      ],
    },
  ],
} as const satisfies AdmissionRule;
