import type { AdmissionRule } from './rule';

/** Numbers of users and groups above 0, of the container or else of its pod. */
export const nonRootUser = {
  control: 'non-root-user',
  judges: ['pods', 'ephemeral containers'],
  validations: [
    {
      name: 'maybeRoot',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?runAsNonRoot.orValue(variables.pod.?securityContext.?runAsNonRoot.orValue(false)) != true
).map(c, "container " + c.name)`,
      got: 'a container that may run as root',
      want: 'runAsNonRoot: true',
      fix: 'set runAsNonRoot to true',
    },
    {
      name: 'rootUsers',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?runAsUser.orValue(variables.pod.?securityContext.?runAsUser.orValue(variables.unnamed)) <= 0
).map(c, "container " + c.name)`,
      got: 'no runAsUser, or root',
      want: 'a number above 0',
      fix: 'give a number above 10000 that no other image has',
    },
    {
      name: 'rootGroups',
      wrong: `variables.containers.filter(c,
  c.?securityContext.?runAsGroup.orValue(variables.pod.?securityContext.?runAsGroup.orValue(variables.unnamed)) <= 0
).map(c, "container " + c.name)`,
      got: 'no runAsGroup, or the group of root',
      want: 'a number above 0',
      fix: 'give a number above 10000 that no other image has',
    },
    {
      name: 'rootFiles',
      wrong: `request.?subResource.orValue("") == "ephemeralcontainers" ? [] :
(variables.pod.?securityContext.?fsGroup.orValue(1) == 0 ? ["fsGroup"] : []) +
(0 in variables.pod.?securityContext.?supplementalGroups.orValue([]) ? ["supplementalGroups"] : [])`,
      got: 'group 0',
      want: 'a number above 0, or nothing',
      fix: 'give a number above 10000 that no other image has',
    },
  ],
} as const satisfies AdmissionRule;
