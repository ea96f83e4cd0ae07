import type { Control } from './control';
import { addInitContainer, removeAll } from './helpers/mutations';
import { inEffect, mayBeTrue, wrong } from './helpers/places';

/*
 * System calls are filtered, by the runtime's own profile or by one from a file.
 *
 * Kubernetes, restricted fields (a container's value wins over its pod's):
 *   spec.securityContext.seccompProfile.type, spec.containers[*].securityContext.seccompProfile.type
 * Allowed values: RuntimeDefault, Localhost
 *
 * Compose, restricted field (the engine filters unless it is told not to):
 *   services.*.security_opt    must not hold seccomp=unconfined, seccomp= without a file, or a variable
 *
 * A privileged container runs without a filter in both.
 */
export const seccompProfile = {
  id: 'seccomp-profile',
  title: 'system calls are filtered',
  severity: 'high',
  why: 'Most flaws of the kernel that let a process out of its container need a system call that a server never makes.',
  subject: 'container',
  clauses: {
    'pod-security': ['seccompProfile_baseline', 'seccompProfile_restricted'],
    'cis-docker': ['5.22'],
    'cis-kubernetes': ['5.7.2'],
    'nsa-cisa': ['pod/hardening'],
    'nist-800-190': ['4.4.3'],
    'owasp-docker': ['6'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const type = inEffect(
          c.at.at('securityContext', 'seccompProfile', 'type'),
          c.pod.at('securityContext', 'seccompProfile', 'type'),
        );
        const privileged = c.at.at('securityContext', 'privileged');
        return [
          ...(type.value === 'RuntimeDefault' || type.value === 'Localhost'
            ? []
            : [wrong(type, 'RuntimeDefault or Localhost', 'set seccompProfile.type to RuntimeDefault for the pod')]),
          ...(privileged.value === true ? [wrong(privileged, 'nothing', 'remove it: it switches the filter off')] : []),
        ];
      },
      weaken: [
        {
          name: 'removed',
          do: (c) =>
            removeAll(c.at.at('securityContext', 'seccompProfile'), c.pod.at('securityContext', 'seccompProfile')),
        },
        {
          name: 'a container unconfined in a pod that is not',
          do: (c) => c.at.at('securityContext', 'seccompProfile').set({ type: 'Unconfined' }),
        },
        {
          name: 'an init container unconfined',
          do: (c) =>
            addInitContainer(c, (twin) => twin.at('securityContext', 'seccompProfile', 'type').set('Unconfined')),
        },
      ],
    },
    compose: {
      check: (c) => {
        const off = c.securityOptions.some(
          ([name, value]) => name === 'seccomp' && /^(?:|unconfined|.*\$.*)$/.test(value),
        );
        const [options, privileged] = [c.at.at('security_opt'), c.at.at('privileged')];
        return [
          ...(off
            ? [wrong(options, 'no seccomp=unconfined', "remove it: the engine's own profile is the default")]
            : []),
          ...(mayBeTrue(privileged) ? [wrong(privileged, 'nothing', 'remove it: it switches the filter off')] : []),
        ];
      },
      weaken: [
        { name: 'set to unconfined', do: (c) => c.at.at('security_opt').push('seccomp=unconfined') },
        { name: 'set to unconfined, with a colon', do: (c) => c.at.at('security_opt').push('seccomp:unconfined') },
        { name: 'no file', do: (c) => c.at.at('security_opt').push('seccomp=') },
        { name: 'whatever a variable says', do: (c) => c.at.at('security_opt').push('seccomp=${PROFILE:-unconfined}') },
        {
          name: 'a privileged container, in a word of YAML 1.1',
          implies: ['drop-capabilities', 'no-privilege-escalation'],
          do: (c) => c.at.at('privileged').set('yes'),
        },
        {
          name: 'a privileged container if a variable says so',
          implies: ['drop-capabilities', 'no-privilege-escalation'],
          do: (c) => c.at.at('privileged').set('${PRIVILEGED:-true}'),
        },
      ],
    },
  },
  exception: { relax: { seccompUnconfined: true }, also: ['pod-security-level'] },
} as const satisfies Control<'container'>;
