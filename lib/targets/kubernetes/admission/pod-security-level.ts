import type { AdmissionRule } from './rule';

/** The labels of the Namespace itself, so that nobody lowers what it enforces. */
export const podSecurityLevel = {
  control: 'pod-security-level',
  judges: ['namespace'],
  changed: 'object.metadata.?labels.orValue({}) != oldObject.metadata.?labels.orValue({})',
  validations: [
    {
      name: 'lowered',
      wrong: `object.metadata.?labels[?"pod-security.kubernetes.io/enforce"].orValue("") == "restricted" ? [] : ["enforce"]`,
      got: 'another level',
      want: 'pod-security.kubernetes.io/enforce: restricted',
      fix: 'label the Namespace',
    },
    {
      name: 'outdated',
      wrong: `object.metadata.?labels[?"pod-security.kubernetes.io/enforce-version"].orValue("latest")
  .matches(r"^(latest|v1\\.(2[5-9]|[3-9][0-9]))$") ? [] : ["enforce-version"]`,
      got: 'rules of an old release',
      want: 'latest',
      fix: 'remove the label: older rules know less',
    },
  ],
} as const satisfies AdmissionRule;
