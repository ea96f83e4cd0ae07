import { controls } from '../../lib/controls';
import { admissionRules } from '../../lib/targets/kubernetes/admission';
import type { AdmissionRule } from '../../lib/targets/kubernetes/admission/rule';
import { notForAdmission } from '../../lib/targets/kubernetes/admission/without';
import type { Page } from './control-pages';

/** The page of admission policies, from the rules themselves. */
export function admissionPage(): Page {
  const rules: readonly AdmissionRule[] = admissionRules;
  const said = rules.flatMap((rule) => {
    const wants = rule.validations.map(({ got, want }) => `${cell(got)} (wanted: ${cell(want)})`).join('<br>');
    const beyond = rule.beyond?.map(({ why }) => cell(why)).join('<br>') ?? '';
    return `| ${[link(rule.control), rule.judges.join(', '), wants, beyond].join(' | ')} |`.replace(/ {2,}\|$/, ' |');
  });
  const unsaid = Object.entries(notForAdmission)
    .sort(([one], [other]) => orderOf(one) - orderOf(other))
    .map(([control, { why }]) => `| ${link(control)} | ${cell(why)} |`);
  return { path: 'docs/admission.md', text: page(said, unsaid) };
}

const orderOf = (control: string): number => controls.findIndex(({ id }) => id === control);

const link = (control: string): string => `[${control}](controls/${control}.md)`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const page = (said: readonly string[], unsaid: readonly string[]): string => `# Controls as admission policies

<!-- Made from lib/targets/kubernetes/admission by \`npm run generate\`. -->

\`\`\`ts
new HardenedChart(app, 'shop', { namespace: 'shop', kubernetesVersion: '1.30', admissionPolicies: true });
\`\`\`

This writes \`admission/shop.yaml\` beside the manifests: a ValidatingAdmissionPolicy and its binding for every control
that CEL can say about one object. From then on the API server judges whatever is sent to the namespace, from whomever.

\`\`\`sh
kubectl apply --server-side -f deploy/admission
\`\`\`

- It takes the right to make cluster-wide policies, so it is a folder of its own: whoever runs the cluster applies it.
- \`true\` means \`{ action: 'Deny' }\`. \`{ action: 'Warn' }\` admits, warns the sender and writes to the audit log: begin with
  it where something runs already.
- Judged is what is new, and a change of a pod's template. What runs already stays: it can be labelled, scaled, removed,
  and replaced by a rollout.
- \`failurePolicy\` is \`Fail\`: what cannot be judged is refused.
- An exception of the program is written into the policy: for this namespace, this workload and this control, for its
  Deployment or StatefulSet by name and for what the controllers of the cluster make of it. Nothing an object says about
  itself counts. Where an exception lowers the level of the Namespace, the policy about that is left out.
- Where the cluster assigns users (\`user: 'assigned'\`), these workloads, by the same names, need not say a user and a group.
  \`runAsNonRoot: true\` they must say, and a 0 is refused; an ephemeral container says both.
- In a namespace that is not owned, objects with the label \`app.kubernetes.io/part-of\` of the chart are judged, no others.
- No expression needs a newer CEL than that of Kubernetes 1.30.

## What is judged

Pods are also those of Deployments, StatefulSets, DaemonSets, ReplicaSets, Jobs and CronJobs, with their init containers.

| control | objects | refused | what the control knows besides |
| --- | --- | --- | --- |
${said.join('\n')}

## What no policy can say

| control | why |
| --- | --- |
${unsaid.join('\n')}

## Proof

\`npm run test:api\` asks a real API server: it checks the types of every expression, accepts the output of every program of
the tests with its policies, lets the controllers make the pods, and holds every way of weakening the output that the
controls list against the policies. [This table](../test/cluster/policies.md) is what came of it: a weakening that no
policy notices fails the test, unless it is named there with the reason why.
`;
