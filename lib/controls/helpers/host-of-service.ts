import type { Miss } from '../control';
import type { ComposeWorkload } from '../subject';
import { openBuild } from './build';
import { isOfProject, isOfSecrets, isOwnSetting, opensHost, setMisses, unwanted } from './host';
import { shown, textOf, texts, wrong } from './places';

const absent = ['pid', 'uts', 'userns_mode', 'cgroup_parent', 'volumes_from', 'devices', 'device_cgroup_rules', 'gpus'];

/** What a service of Compose, or the build of its image, has of the host. */
export function judgeService({ at, hostPaths }: ComposeWorkload): readonly Miss[] {
  const settings = [
    ...at.at('sysctls').entries(),
    ...at
      .at('sysctls')
      .list()
      .map((item) => [textOf(item.value).split('=')[0], item] as const),
  ];
  return [
    ...setMisses(...absent.map((name) => at.at(name)), at.at('deploy', 'resources', 'reservations', 'devices')),
    ...openBuild(at.at('build')),
    ...setMisses(at.at('ipc')).filter(({ got }) => got !== 'private' && got !== 'none'),
    ...setMisses(at.at('cgroup')).filter(({ got }) => got !== 'private'),
    ...(/^host$|\$/.test(shown(at.at('network_mode'))) ? [unwanted(at.at('network_mode'))] : []),
    ...hostPaths
      .filter(({ path, mounted }) => !isOfProject(path) || (mounted && isOfSecrets(path)))
      .map(({ path, at: place }): Miss => ({ ...wrong(place, 'a path of the project', fix), got: path })),
    ...settings.filter(([name]) => !isOwnSetting(name)).map(([, setting]) => unwanted(setting)),
    ...(texts(at.at('security_opt')).some(opensHost)
      ? [wrong(at.at('security_opt'), 'no systempaths, no label', 'remove them')]
      : []),
  ];
}

const fix = 'bring files as `files`, secrets as `secrets`, and data as `storage`';
