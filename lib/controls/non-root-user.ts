import type { Control } from './control';
import { hooksOf } from './helpers/hooks';
import { addInitContainer, removeAll } from './helpers/mutations';
import { inEffect, isSet, textOf, wrong } from './helpers/places';

/*
 * Processes run as a user and a group that are not root, both written as numbers.
 *
 * Kubernetes, restricted fields (a container's value wins over its pod's):
 *   spec.securityContext.runAsNonRoot, spec.containers[*].securityContext.runAsNonRoot
 *   spec.securityContext.runAsUser, spec.containers[*].securityContext.runAsUser
 *   spec.securityContext.runAsGroup, spec.containers[*].securityContext.runAsGroup
 *   spec.securityContext.fsGroup, spec.securityContext.supplementalGroups[*]
 * Allowed values: true; numbers above 0. The last two may be absent; where the cluster assigns users (`user: assigned` in
 * the contract), every number may.
 *
 * Compose, restricted fields:
 *   services.*.user, services.*.group_add[*], services.*.{post_start,pre_stop}[*].user
 * Allowed values: `uid:gid`, numbers above 0; no group 0; a hook may name none, which is that of its service
 */
export const nonRootUser = {
  id: 'non-root-user',
  title: 'processes run as a numeric user and group that are not root',
  severity: 'high',
  why: 'Root in a container is root for the kernel: one flaw in the runtime or one writable mount away from the host. A name instead of a number is looked up in the image, so whoever changes the image decides who it is.',
  subject: 'container',
  clauses: {
    'pod-security': ['runAsNonRoot', 'runAsUser'],
    'cis-docker': ['4.1'],
    'cis-kubernetes': ['5.2.7'],
    'nsa-cisa': ['pod/non-root-containers'],
    'nist-800-190': ['4.1.2'],
    'owasp-docker': ['2'],
  },
  in: {
    kubernetes: {
      check: (c) => {
        const inside = c.at.at('securityContext');
        const around = c.pod.at('securityContext');
        const nonRoot = inEffect(inside.at('runAsNonRoot'), around.at('runAsNonRoot'));
        const ids = ['runAsUser', 'runAsGroup']
          .map((name) => inEffect(inside.at(name), around.at(name)))
          .filter((id) => !c.assigned || isSet(id));
        const groups = [around.at('fsGroup'), ...around.at('supplementalGroups').list()].filter(isSet);
        return [
          ...(nonRoot.value === true ? [] : [wrong(nonRoot, 'runAsNonRoot: true', 'set runAsNonRoot to true')]),
          ...[...ids, ...groups]
            .filter((id) => !isOrdinary(id.value))
            .map((id) => wrong(id, 'a number above 0', 'give a number above 10000 that no other image has')),
        ];
      },
      weaken: [
        {
          name: 'the user removed',
          implies: ['image-user'],
          when: (c) => !c.assigned,
          do: (c) => removeAll(c.at.at('securityContext', 'runAsUser'), c.pod.at('securityContext', 'runAsUser')),
        },
        {
          name: 'a container as user 0 in a pod that is not',
          implies: ['image-user'],
          do: (c) => c.at.at('securityContext', 'runAsUser').set(0),
        },
        {
          name: 'a container in group 0',
          implies: ['image-user'],
          do: (c) => c.at.at('securityContext', 'runAsGroup').set(0),
        },
        {
          name: 'runAsNonRoot removed',
          do: (c) => removeAll(c.at.at('securityContext', 'runAsNonRoot'), c.pod.at('securityContext', 'runAsNonRoot')),
        },
        {
          name: 'a container with runAsNonRoot: false',
          do: (c) => c.at.at('securityContext', 'runAsNonRoot').set(false),
        },
        { name: 'group 0 besides', do: (c) => c.pod.at('securityContext', 'supplementalGroups').push(0) },
        { name: 'files in group 0', do: (c) => c.pod.at('securityContext', 'fsGroup').set(0) },
        {
          name: 'an init container as user 0',
          do: (c) => addInitContainer(c, (twin) => twin.at('securityContext', 'runAsUser').set(0)),
        },
      ],
    },
    compose: {
      check: (c) => {
        const hooks = hooksOf(c.at)
          .map((hook) => hook.at('user'))
          .filter(isSet);
        const root = c.at
          .at('group_add')
          .list()
          .filter(({ value }) => ['0', 'root'].includes(textOf(value)));
        return [
          ...[c.at.at('user'), ...hooks]
            .filter(({ value }) => !isUserAndGroup(textOf(value)))
            .map((user) => wrong(user, 'user: "uid:gid", numbers above 0', 'give the numbers the image was built for')),
          ...root.map((group) => wrong(group, 'no group 0', 'remove the group')),
        ];
      },
      weaken: [
        { name: 'removed', implies: ['image-user'], do: (c) => c.at.at('user').remove() },
        { name: 'root by number', implies: ['image-user'], do: (c) => c.at.at('user').set('0:0') },
        { name: 'a name', implies: ['image-user'], do: (c) => c.at.at('user').set('node') },
        { name: 'a user in group 0', implies: ['image-user'], do: (c) => c.at.at('user').set('10001:0') },
        { name: 'a user without a group', implies: ['image-user'], do: (c) => c.at.at('user').set('10001') },
        { name: 'group 0 added', do: (c) => c.at.at('group_add').push('0') },
        { name: 'group 0 added by its name', do: (c) => c.at.at('group_add').push('root') },
        { name: 'a hook as root', do: (c) => c.at.at('post_start').push({ command: ['id'], user: 'root' }) },
        {
          name: 'a hook in group 0, at the end',
          do: (c) => c.at.at('pre_stop').push({ command: 'id', user: '10001' }),
        },
      ],
    },
  },
  exception: { permits: 'a workload whose `user` is root ({ uid: 0, gid: 0 })', also: ['pod-security-level'] },
} as const satisfies Control<'container'>;

const isOrdinary = (id: unknown): boolean => typeof id === 'number' && Number.isInteger(id) && id > 0;

/** `uid:gid`, both above 0. A user without a group is in the group that the image says, or else in group 0. */
const isUserAndGroup = (text: string): boolean => {
  const ids = text.split(':');
  return ids.length === 2 && ids.every((id) => isOrdinary(plain(id)));
};

const plain = (id: string): number | undefined => (/^[0-9]+$/.test(id) ? Number(id) : undefined);
