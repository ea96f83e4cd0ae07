import type { Control } from './control';
import { isSet, textOf, wrong } from './helpers/places';
import type { KubernetesNamespace } from './subject';
import type { At } from './at';

/*
 * The cluster itself refuses a pod that is weaker than what is written here.
 *
 * Kubernetes, restricted fields of a Namespace this project owns:
 *   metadata.labels[pod-security.kubernetes.io/enforce]            must be restricted
 *   metadata.labels[pod-security.kubernetes.io/enforce-version]    absent, latest, or v1.25 and above
 */
export const podSecurityLevel = {
  id: 'pod-security-level',
  title: 'the namespace admits restricted pods only',
  severity: 'high',
  why: 'Whoever may create a pod in the namespace, or takes over something that may, gets the host with a privileged one.',
  subject: 'namespace',
  clauses: {
    'cis-kubernetes': ['5.2.1'],
    'nsa-cisa': ['pod/security-enforcement'],
    'nist-800-190': ['4.4.3'],
  },
  in: {
    kubernetes: {
      check: (n) => {
        if (!n.owned) return [];
        const [level, version] = [label(n, 'enforce'), label(n, 'enforce-version')];
        return [
          ...(n.object !== undefined && level.value === 'restricted'
            ? []
            : [wrong(level, 'restricted', 'label the Namespace')]),
          ...(isSet(version) && !/^(?:latest|v1\.(?:2[5-9]|[3-9][0-9]))$/.test(textOf(version.value))
            ? [wrong(version, 'latest', 'remove the label: older rules know less')]
            : []),
        ];
      },
      weaken: [
        { name: 'removed', when: (n) => n.owned, do: (n) => label(n, 'enforce').remove() },
        { name: 'set to baseline', when: (n) => n.owned, do: (n) => label(n, 'enforce').set('baseline') },
        {
          name: 'the rules of Kubernetes 1.7',
          when: (n) => n.owned,
          do: (n) => label(n, 'enforce-version').set('v1.7'),
        },
        {
          name: 'the rules of Kubernetes 1.24',
          when: (n) => n.owned,
          do: (n) => label(n, 'enforce-version').set('v1.24'),
        },
        { name: 'no labels at all', when: (n) => n.owned, do: (n) => labels(n).remove() },
      ],
    },
    compose: {
      notApplicable: 'Compose starts whatever the file says: there is no admission step',
      compensatedBy: ['non-root-user', 'drop-capabilities', 'no-privilege-escalation', 'seccomp-profile'],
    },
  },
  exception: 'never',
} as const satisfies Control<'namespace'>;

const labels = (namespace: KubernetesNamespace): At => (namespace.object ?? namespace.at).at('metadata', 'labels');

const label = (namespace: KubernetesNamespace, mode: string): At =>
  labels(namespace).at(`pod-security.kubernetes.io/${mode}`);
