import type { At } from '../../controls/at';
import { isPresent } from '../../targets/values';

/** Init containers, containers and ephemeral containers: every check is about all of them. */
export const containersOf = (pod: At): readonly At[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => pod.at('spec', list).list());

/** The pod's security context. */
export const contextOf = (pod: At): At => pod.at('spec', 'securityContext');

/** A member of every container's security context, and of the pod's own first. */
export const everyContext = (pod: At, ...member: readonly string[]): readonly At[] =>
  [contextOf(pod), ...containerContexts(pod)].map((context) => context.at(...member));

/** The security contexts of containers. */
export const containerContexts = (pod: At): readonly At[] =>
  containersOf(pod).map((container) => container.at('securityContext'));

/** Windows has neither capabilities nor seccomp: such pods are let off from 1.25 on. */
export const isWindows = (pod: At): boolean => pod.at('spec', 'os', 'name').value === 'windows';

/** Whether the pod's root is somebody else on the node: such pods are let off some rules from 1.35 on. */
export const hasOwnUsers = (pod: At): boolean => pod.at('spec', 'hostUsers').value === false;

/** True where something stands here that is not among these. */
export const isOther = (at: At, allowed: readonly unknown[]): boolean => isPresent(at) && !allowed.includes(at.value);
