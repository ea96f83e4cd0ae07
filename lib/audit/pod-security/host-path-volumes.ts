import { isPresent } from '../../targets/values';
import type { PodSecurityCheck } from './check';

/*
 * No volume is a folder of the host.
 *   spec.volumes[*].hostPath
 */
export const hostPathVolumes: PodSecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  reason: 'hostPath volumes',
  since: 0,
  broken: (pod) =>
    pod
      .at('spec', 'volumes')
      .list()
      .map((volume) => volume.at('hostPath'))
      .filter(isPresent),
};
