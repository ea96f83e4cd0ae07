import type { AdmissionRule } from './rule';

/** A field of containers alone: pods have no such field. */
export const readOnlyRoot = {
  control: 'read-only-root',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'writable',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?readOnlyRootFilesystem.orValue(false) != true
).map(c, "container " + c.name)`,
      got: 'a root file system that can be written',
      want: 'readOnlyRootFilesystem: true',
      fix: 'set it to true, and name the folders the process writes as writable paths',
    },
  ],
} as const satisfies AdmissionRule;
