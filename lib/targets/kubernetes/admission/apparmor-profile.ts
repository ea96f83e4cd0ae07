import type { AdmissionRule } from './rule';

/** The profile of the container, else of its pod. */
export const apparmorProfile = {
  control: 'apparmor-profile',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'unconfined',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?appArmorProfile.?type.orValue(
    variables.pod.?securityContext.?appArmorProfile.?type.orValue("")) == "Unconfined"
).map(c, "container " + c.name)`,
      got: 'a container without AppArmor',
      want: 'the profile of the runtime, or a declared one',
      fix: 'remove it; another profile is named by `appArmor` of the workload',
    },
  ],
} as const satisfies AdmissionRule;
