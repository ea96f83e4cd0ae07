import { notPrivileged, type AdmissionRule } from './rule';

/** The profile of the container, else of its pod; a privileged container has none whatever it says. */
export const seccompProfile = {
  control: 'seccomp-profile',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'unfiltered',
      wrong: `variables.containers.filter(c,
  !(c.?securityContext.?seccompProfile.?type.orValue(
    variables.pod.?securityContext.?seccompProfile.?type.orValue("")) in ["RuntimeDefault", "Localhost"])
).map(c, "container " + c.name)`,
      got: 'system calls that are not filtered',
      want: 'RuntimeDefault or Localhost',
      fix: 'set seccompProfile.type to RuntimeDefault for the pod',
    },
    notPrivileged('remove it: it switches the filter off'),
  ],
} as const satisfies AdmissionRule;
