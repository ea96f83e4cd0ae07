import type { Workload } from '../../../model/workload';

/** Whether pods of a workload run as root; a cluster that assigns users assigns another. */
export const isRoot = ({ user, assigned }: Pick<Workload, 'user' | 'assigned'>): boolean => user.uid === 0 && !assigned;
