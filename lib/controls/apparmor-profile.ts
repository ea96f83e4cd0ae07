import type { Control, Miss } from './control';
import { addInitContainer } from './helpers/mutations';
import { inEffect, isSet, textOf, wrong } from './helpers/places';
import type { ComposeContainer, KubernetesContainer } from './subject';

/*
 * AppArmor, where a host has it, confines the container: by the runtime's own profile, or by a declared one. SELinux is
 * judged by no-host-access.
 *
 * Kubernetes, restricted fields (a container's value wins over its pod's):
 *   securityContext.appArmorProfile.type                             not Unconfined
 *   metadata.annotations, container.apparmor.security.beta.kubernetes.io/<container>    not unconfined
 * Compose, restricted field:
 *   services.*.security_opt    no apparmor=unconfined, no variable there
 */
export const apparmorProfile = {
  id: 'apparmor-profile',
  title: 'the AppArmor profile is not switched off',
  severity: 'medium',
  why: 'Where a flaw lets a process out of its container, what the kernel forbids it by name is all that is left.',
  subject: 'container',
  clauses: {
    'pod-security': ['appArmorProfile'],
    'cis-docker': ['5.2'],
    'nsa-cisa': ['pod/hardening'],
    'owasp-docker': ['6'],
  },
  in: {
    kubernetes: {
      check: (c) => judge(c),
      weaken: [
        {
          name: 'AppArmor switched off',
          do: (c) => c.at.at('securityContext', 'appArmorProfile').set({ type: 'Unconfined' }),
        },
        {
          name: 'AppArmor switched off for the pod',
          when: (c) => !isSet(c.at.at('securityContext', 'appArmorProfile')),
          do: (c) => c.pod.at('securityContext', 'appArmorProfile').set({ type: 'Unconfined' }),
        },
        {
          name: 'an init container without AppArmor',
          do: (c) =>
            addInitContainer(c, (twin) => twin.at('securityContext', 'appArmorProfile').set({ type: 'Unconfined' })),
        },
      ],
    },
    compose: {
      check: (c) => (c.securityOptions.some(isOff) ? [wrong(c.at.at('security_opt'), WANT, FIX)] : []),
      weaken: [
        { name: 'AppArmor switched off', do: (c) => c.at.at('security_opt').push('apparmor=unconfined') },
        { name: 'AppArmor switched off, with a colon', do: (c) => c.at.at('security_opt').push('apparmor:unconfined') },
        { name: 'no profile', do: (c) => c.at.at('security_opt').push('apparmor=') },
        { name: 'whatever a variable says', do: (c) => c.at.at('security_opt').push('apparmor=${PROFILE}') },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'container'>;

const WANT = 'the profile of the runtime, or a declared one';
const FIX = 'remove it; another profile is named by `appArmor` of the workload';

const annotation = ({ at }: KubernetesContainer): string =>
  `container.apparmor.security.beta.kubernetes.io/${textOf(at.at('name').value)}`;

function judge(c: KubernetesContainer): readonly Miss[] {
  const type = inEffect(
    c.at.at('securityContext', 'appArmorProfile', 'type'),
    c.pod.at('securityContext', 'appArmorProfile', 'type'),
  );
  const older = c.metadata.at('annotations', annotation(c));
  return [
    ...(type.value === 'Unconfined' ? [wrong(type, WANT, FIX)] : []),
    ...(older.value === 'unconfined' ? [wrong(older, WANT, FIX)] : []),
  ];
}

const isOff = ([name, value]: ComposeContainer['securityOptions'][number]): boolean =>
  name === 'apparmor' && /^(?:|unconfined|.*\$.*)$/.test(value);
