import { isPresent } from '../../targets/values';
import type { PodSecurityCheck } from './check';

const allowed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/*
 * Volumes are of kinds that neither name a host nor a storage system.
 *   spec.volumes[*]
 * A volume without a source is an emptyDir.
 */
export const restrictedVolumes: PodSecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  reason: 'restricted volume types',
  since: 0,
  overrides: 'hostPathVolumes',
  broken: (pod) =>
    pod
      .at('spec', 'volumes')
      .list()
      .filter((volume) => !allowed.some((kind) => isPresent(volume.at(kind))))
      .flatMap((volume) => volume.entries().filter(([key, at]) => key !== 'name' && isPresent(at)))
      .map(([, at]) => at),
};
