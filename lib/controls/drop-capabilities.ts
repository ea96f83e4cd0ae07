import type { Control } from './control';
import { privilegedHooks } from './helpers/hooks';
import { addInitContainer } from './helpers/mutations';
import { mayBeTrue, texts, wrong } from './helpers/places';

/*
 * Every capability is dropped and none comes back.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].securityContext.capabilities.drop    must hold ALL
 *   spec.containers[*].securityContext.capabilities.add     must be empty
 *   spec.containers[*].securityContext.privileged           must not be true: it brings all of them back
 * Compose, restricted fields:
 *   services.*.cap_drop, services.*.cap_add, services.*.privileged    likewise
 *   services.*.{post_start,pre_stop}[*].privileged                    must not be true
 */
export const dropCapabilities = {
  id: 'drop-capabilities',
  title: 'every capability is dropped',
  severity: 'high',
  why: 'The default capabilities let a root process forge packets, change owners of files and bypass their modes; a server on a port above 1024 needs none of them.',
  subject: 'container',
  clauses: {
    'pod-security': ['capabilities_baseline', 'capabilities_restricted'],
    'cis-docker': ['5.4'],
    'cis-kubernetes': ['5.2.8', '5.2.9', '5.2.10'],
    'nsa-cisa': ['pod/security-enforcement'],
    'nist-800-190': ['4.4.3'],
    'owasp-docker': ['3'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const context = c.at.at('securityContext');
        const drop = context.at('capabilities', 'drop');
        const add = context.at('capabilities', 'add');
        return [
          ...(texts(drop).includes('ALL') ? [] : [wrong(drop, 'drop: [ALL]', 'drop ALL')]),
          ...(texts(add).length > 0 ? [wrong(add, 'nothing', 'remove what is added')] : []),
          ...(context.at('privileged').value === true ? [wrong(context.at('privileged'), 'nothing', 'remove it')] : []),
        ];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('securityContext', 'capabilities').remove() },
        {
          name: 'only NET_RAW dropped',
          do: (c) => c.at.at('securityContext', 'capabilities', 'drop').set(['NET_RAW']),
        },
        { name: 'one added again', do: (c) => c.at.at('securityContext', 'capabilities', 'add').set(['SYS_PTRACE']) },
        {
          name: 'an init container that keeps them',
          do: (c) => addInitContainer(c, (twin) => twin.at('securityContext', 'capabilities').remove()),
        },
      ],
    },
    compose: {
      check: (c) => {
        const [drop, add, privileged] = [c.at.at('cap_drop'), c.at.at('cap_add'), c.at.at('privileged')];
        return [
          ...(texts(drop).some((name) => name.toUpperCase() === 'ALL')
            ? []
            : [wrong(drop, 'cap_drop: [ALL]', 'drop ALL')]),
          ...(texts(add).length > 0 ? [wrong(add, 'nothing', 'remove what is added')] : []),
          ...(mayBeTrue(privileged) ? [wrong(privileged, 'nothing', 'remove it')] : []),
          ...privilegedHooks(c.at),
        ];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('cap_drop').remove() },
        { name: 'only NET_RAW dropped', do: (c) => c.at.at('cap_drop').set(['NET_RAW']) },
        { name: 'one added again', do: (c) => c.at.at('cap_add').set(['NET_BIND_SERVICE']) },
        {
          name: 'a hook that has all of them',
          implies: ['no-privilege-escalation'],
          do: (c) => c.at.at('post_start').push({ command: ['id'], privileged: 'true' }),
        },
      ],
    },
  },
  exception: { relax: { defaultCapabilities: true }, also: ['pod-security-level'] },
} as const satisfies Control<'container'>;
