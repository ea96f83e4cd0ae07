import type { Workload } from '../../../model/workload';
import { isRoot } from './is-root';
import type { Container } from './types';

/** A container in the pod of another workload: what its pod says of users and system calls is said anew where it differs. */
export function besides(own: Container, workload: Workload, pod: Workload): Container {
  const { user, assigned, posture } = workload;
  const { uid, gid } = user;
  const other = !assigned && (pod.assigned || uid !== pod.user.uid || gid !== pod.user.gid);
  const filtered = posture.seccompUnconfined === pod.posture.seccompUnconfined;
  return {
    ...own,
    securityContext: {
      runAsNonRoot: isRoot(workload) === isRoot(pod) ? undefined : !isRoot(workload),
      runAsUser: other ? uid : undefined,
      runAsGroup: other ? gid : undefined,
      seccompProfile: filtered ? undefined : { type: posture.seccompUnconfined ? 'Unconfined' : 'RuntimeDefault' },
      ...own.securityContext,
    },
  };
}
