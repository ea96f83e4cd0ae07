import type { At } from '../at';
import type { Miss } from '../control';
import { askingMisses, isOwnSetting, selinuxMisses, setMisses, unwanted, volumeMisses } from './host';
import { isSet } from './places';

/** What a pod has of its node, or its containers of each other's processes. */
export function judgePod(pod: At): readonly Miss[] {
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => pod.at(list).list());
  const contexts = [pod, ...containers].map((place) => place.at('securityContext'));
  const other = (at: At, ...allowed: readonly unknown[]): boolean => isSet(at) && !allowed.includes(at.value);
  return [
    ...setMisses(pod.at('hostNetwork'), pod.at('hostPID'), pod.at('hostIPC'), pod.at('shareProcessNamespace')),
    ...volumeMisses(pod.at('volumes')),
    ...containers.flatMap(askingMisses),
    ...containers
      .flatMap((container) => listed(container.at('volumeMounts'), 'mountPropagation'))
      .filter((at) => other(at, 'None', 'HostToContainer'))
      .map(unwanted),
    ...contexts.flatMap((context) => [
      ...[context.at('procMount')].filter((at) => other(at, 'Default')).map(unwanted),
      ...selinuxMisses(context.at('seLinuxOptions')),
      ...setMisses(context.at('windowsOptions', 'hostProcess')),
    ]),
    ...listed(pod.at('securityContext', 'sysctls'), 'name')
      .filter(({ value }) => !isOwnSetting(value))
      .map(unwanted),
  ];
}

/** A member of every item of a list. */
const listed = (list: At, member: string): readonly At[] => list.list().map((item) => item.at(member));
