import { notPrivileged, type AdmissionRule } from './rule';

/** Absent means true here. */
export const noPrivilegeEscalation = {
  control: 'no-privilege-escalation',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'escalating',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?allowPrivilegeEscalation.orValue(true) != false
).map(c, "container " + c.name)`,
      got: 'a process may gain privileges',
      want: 'allowPrivilegeEscalation: false',
      fix: 'set it to false',
    },
    notPrivileged('remove it'),
  ],
} as const satisfies AdmissionRule;
