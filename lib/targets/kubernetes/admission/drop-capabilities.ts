import { notPrivileged, type AdmissionRule } from './rule';

/** All dropped, none added, and not privileged, which brings all of them back. */
export const dropCapabilities = {
  control: 'drop-capabilities',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'keeping',
      wrong: `variables.containers.filter(c,
  !("ALL" in c.?securityContext.?capabilities.?drop.orValue([]))
).map(c, "container " + c.name)`,
      got: 'capabilities that are not dropped',
      want: 'drop: [ALL]',
      fix: 'drop ALL',
    },
    {
      name: 'adding',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?capabilities.?add.orValue([]).size() > 0
).map(c, "container " + c.name)`,
      got: 'capabilities that are added',
      want: 'nothing',
      fix: 'remove what is added',
    },
    notPrivileged('remove it'),
  ],
} as const satisfies AdmissionRule;
