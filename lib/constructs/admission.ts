import type { Report } from '../model/problem';
import type { AdmissionAction } from '../model/project';

/** Minor releases: the oldest that the output is for, and the first with admission policies that are stable. */
const [OLDEST, POLICIES] = [27, 30];

interface AdmissionProps {
  readonly kubernetesVersion?: string;
  readonly admissionPolicies?: true | { readonly action: AdmissionAction };
}

/** What a chart's admission policies do; reports a release that has none. */
export function admissionOf(
  { kubernetesVersion = `1.${OLDEST}`, admissionPolicies }: AdmissionProps,
  report: Report,
): AdmissionAction | undefined {
  const minor = Number(/^1\.([1-9][0-9])$/.exec(kubernetesVersion)?.[1]);
  if (!(minor >= OLDEST))
    report(
      'kubernetesVersion',
      kubernetesVersion,
      `a minor release from 1.${OLDEST}, for instance '1.${POLICIES}'`,
      'name the oldest Kubernetes that the output is for',
    );
  if (admissionPolicies === undefined) return undefined;
  const action =
    admissionPolicies === true ? 'Deny' : (admissionPolicies as { action?: AdmissionAction } | null)?.action;
  if (action !== 'Deny' && action !== 'Warn')
    report('admissionPolicies', admissionPolicies, "true | { action: 'Deny' | 'Warn' }", 'choose one');
  if (minor < POLICIES)
    report(
      'admissionPolicies',
      admissionPolicies,
      `kubernetesVersion: '1.${POLICIES}' or newer`,
      `set kubernetesVersion: '1.${POLICIES}', or leave the policies out: older clusters do not know them`,
    );
  return action;
}
