import type { Control } from './control';
import { privilegedHooks } from './helpers/hooks';
import { addInitContainer } from './helpers/mutations';
import { mayBeTrue, wrong } from './helpers/places';

/*
 * No process gains more privileges than the one that started it.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].securityContext.allowPrivilegeEscalation    must be false
 *   spec.containers[*].securityContext.privileged                  must not be true
 * Compose, restricted fields:
 *   services.*.security_opt    must hold no-new-privileges:true
 *   services.*.privileged, services.*.{post_start,pre_stop}[*].privileged    must not be true
 */
export const noPrivilegeEscalation = {
  id: 'no-privilege-escalation',
  title: 'no process gains more privileges than it was started with',
  severity: 'high',
  why: 'A setuid program left in the image turns any code execution into root; a privileged container is root on the host already.',
  subject: 'container',
  clauses: {
    'pod-security': ['allowPrivilegeEscalation', 'privileged'],
    'cis-docker': ['5.5', '5.26'],
    'cis-kubernetes': ['5.2.2', '5.2.6'],
    'nsa-cisa': ['pod/security-enforcement'],
    'nist-800-190': ['4.4.3'],
    'owasp-docker': ['3', '4'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const allowed = c.at.at('securityContext', 'allowPrivilegeEscalation');
        const privileged = c.at.at('securityContext', 'privileged');
        return [
          ...(allowed.value === false ? [] : [wrong(allowed, 'allowPrivilegeEscalation: false', 'set it to false')]),
          ...(privileged.value === true ? [wrong(privileged, 'nothing', 'remove it')] : []),
        ];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('securityContext', 'allowPrivilegeEscalation').remove() },
        { name: 'set to true', do: (c) => c.at.at('securityContext', 'allowPrivilegeEscalation').set(true) },
        {
          name: 'a privileged container',
          implies: ['drop-capabilities', 'seccomp-profile'],
          do: (c) => c.at.at('securityContext', 'privileged').set(true),
        },
        {
          name: 'an init container without it',
          do: (c) => addInitContainer(c, (twin) => twin.at('securityContext', 'allowPrivilegeEscalation').remove()),
        },
      ],
    },
    compose: {
      check: (c) => {
        const value = c.securityOptions.findLast(([name]) => name === 'no-new-privileges')?.[1];
        const [options, privileged] = [c.at.at('security_opt'), c.at.at('privileged')];
        return [
          ...(value === '' || value === 'true'
            ? []
            : [wrong(options, 'no-new-privileges:true', 'add it to security_opt')]),
          ...(mayBeTrue(privileged) ? [wrong(privileged, 'nothing', 'remove it')] : []),
          ...privilegedHooks(c.at),
        ];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('security_opt').remove() },
        { name: 'set to false', do: (c) => c.at.at('security_opt').set(['no-new-privileges:false']) },
        { name: 'switched off again below', do: (c) => c.at.at('security_opt').push('no-new-privileges=false') },
        {
          name: 'a privileged container',
          implies: ['drop-capabilities', 'seccomp-profile'],
          do: (c) => c.at.at('privileged').set(true),
        },
        {
          name: 'a privileged hook',
          implies: ['drop-capabilities'],
          do: (c) => c.at.at('pre_stop').push({ command: ['id'], privileged: true }),
        },
      ],
    },
  },
  exception: { relax: { privilegeEscalation: true }, also: ['pod-security-level'] },
} as const satisfies Control<'container'>;
