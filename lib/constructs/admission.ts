import type { Report } from '../model/problem';
import type { AdmissionAction } from '../model/project';

/** The oldest minor release that the output is for. */
export const OLDEST = 27;
/** The first one with admission policies that are stable. */
const POLICIES = 30;

interface AdmissionProps {
  readonly kubernetesVersion?: string;
  readonly admissionPolicies?: true | { readonly action: AdmissionAction };
}

/** The minor release in a text such as `1.30`. */
export function minorOf(version: string | undefined): number | undefined {
  const digits = /^1\.([1-9][0-9])$/.exec(version ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What a chart's admission policies do; reports a release that has none. */
export function admissionOf(
  { kubernetesVersion = `1.${OLDEST}`, admissionPolicies }: AdmissionProps,
  report: Report,
): AdmissionAction | undefined {
  const minor = minorOf(kubernetesVersion) ?? 0;
  if (minor < OLDEST)
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
