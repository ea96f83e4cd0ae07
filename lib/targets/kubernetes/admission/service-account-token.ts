import type { AdmissionRule } from './rule';

/** The pod itself must say no: what its ServiceAccount says is in another object. */
export const serviceAccountToken = {
  control: 'service-account-token',
  judges: ['pods'],
  validations: [
    {
      name: 'mounted',
      wrong: 'variables.pod.?automountServiceAccountToken.orValue(true) ? ["automountServiceAccountToken"] : []',
      got: 'the token of the account is mounted',
      want: 'automountServiceAccountToken: false',
      fix: 'set it for the pod',
    },
    {
      name: 'shared',
      wrong: `variables.pod.?serviceAccountName.orValue("") in ["", "default"] ? ["serviceAccountName"] : []`,
      got: 'the default account',
      want: 'an account of its own',
      fix: 'name a ServiceAccount that no other workload uses',
    },
    {
      name: 'tokens',
      wrong: `variables.volumes.filter(v,
  v.?projected.?sources.orValue([]).exists(s, has(s.serviceAccountToken))
).map(v, "volume " + v.name)`,
      got: 'a token as a volume',
      want: 'no token',
      fix: 'remove the source',
    },
    {
      name: 'sockets',
      wrong: `variables.volumes.filter(v, v.?hostPath.?path.optMap(p,
  p.matches(r"^(/|/run|/var|/var/run|(/var)?/run/(containerd|podman|crio))/*$") ||
  p.matches(r"(docker|containerd|podman|crio|cri-dockerd)[^/]*\\.sock/*$")).orValue(false)
).map(v, "volume " + v.name)`,
      got: 'the socket of a runtime, or a folder around it',
      want: 'no socket of a runtime',
      fix: 'remove the volume',
    },
  ],
} as const satisfies AdmissionRule;
