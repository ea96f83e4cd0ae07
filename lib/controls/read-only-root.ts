import type { Control } from './control';
import { addInitContainer, edit } from './helpers/mutations';
import { isTrue, wrong } from './helpers/places';

/*
 * The root file system cannot be written.
 *
 * Kubernetes, restricted field:
 *   spec.containers[*].securityContext.readOnlyRootFilesystem
 * Compose, restricted fields:
 *   services.*.read_only
 *   services.*.tmpfs[*]    no exec, suid, dev: programs are not started from what can be written
 * Allowed value: true
 */
export const readOnlyRoot = {
  id: 'read-only-root',
  title: 'the root file system is read-only',
  severity: 'high',
  why: 'An attacker who can run code cannot replace programs, leave tools behind or survive a restart of the process.',
  subject: 'container',
  clauses: {
    'cis-docker': ['5.13'],
    'nsa-cisa': ['pod/immutable-file-systems'],
    'nist-800-190': ['4.4.4'],
    'owasp-docker': ['8'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const readOnly = c.at.at('securityContext', 'readOnlyRootFilesystem');
        return readOnly.value === true ? [] : [wrong(readOnly, 'readOnlyRootFilesystem: true', fix)];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('securityContext', 'readOnlyRootFilesystem').remove() },
        { name: 'set to false', do: (c) => c.at.at('securityContext', 'readOnlyRootFilesystem').set(false) },
        {
          name: 'set for the pod, which knows no such field',
          do: (c) => {
            c.at.at('securityContext', 'readOnlyRootFilesystem').remove();
            c.pod.at('securityContext', 'readOnlyRootFilesystem').set(true);
          },
        },
        {
          name: 'an init container without it',
          do: (c) => addInitContainer(c, (twin) => twin.at('securityContext', 'readOnlyRootFilesystem').remove()),
        },
      ],
    },
    compose: {
      check: (c) => {
        const readOnly = c.at.at('read_only');
        return [
          ...(isTrue(readOnly) ? [] : [wrong(readOnly, 'read_only: true', fix)]),
          ...c.tmpfs
            .filter(({ options }) => Object.keys(options).some((name) => /^(?:exec|suid|dev)$|\$/.test(name)))
            .map(({ at }) => wrong(at, 'noexec,nosuid,nodev', 'remove exec, suid and dev')),
        ];
      },
      weaken: [
        { name: 'removed', do: (c) => c.at.at('read_only').remove() },
        { name: 'set to false', do: (c) => c.at.at('read_only').set(false) },
        {
          name: 'a folder in memory that programs are started from',
          when: (c) => c.tmpfs.length > 0,
          do: (c) => edit(c.at.at('tmpfs', 0), 'noexec', 'exec'),
        },
        {
          name: 'a folder in memory with programs of others',
          when: (c) => c.tmpfs.length > 0,
          do: (c) => edit(c.at.at('tmpfs', 0), 'nosuid', 'suid'),
        },
        {
          name: 'only the volumes are read-only',
          do: (c) => {
            c.at.at('read_only').remove();
            c.at.at('volumes').push({ type: 'tmpfs', target: '/run/empty', read_only: true, tmpfs: { size: '1m' } });
          },
        },
      ],
    },
  },
  exception: { relax: { writableRoot: true }, also: [] },
} as const satisfies Control<'container'>;

const fix = 'set it to true, and name the folders the process writes as writable paths';
