import type { Workload } from '../../../model/workload';
import type { Container } from './types';

/** A container in the pod of another workload: what its pod says of users and system calls is said anew where it differs. */
export function besides(own: Container, { user, posture }: Workload, pod: Workload): Container {
  const { uid, gid } = user;
  const other = uid !== pod.user.uid || gid !== pod.user.gid;
  const filtered = posture.seccompUnconfined === pod.posture.seccompUnconfined;
  return {
    ...own,
    securityContext: {
      runAsNonRoot: (uid === 0) === (pod.user.uid === 0) ? undefined : uid !== 0,
      runAsUser: other ? uid : undefined,
      runAsGroup: other ? gid : undefined,
      seccompProfile: filtered ? undefined : { type: posture.seccompUnconfined ? 'Unconfined' : 'RuntimeDefault' },
      ...own.securityContext,
    },
  };
}
