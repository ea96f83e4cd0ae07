import { checkRedis } from './check-redis';
import { checkSecrets } from './check-secrets';
import { checkServers } from './check-servers';
import { isLabel } from './names';
import { isMapping, items, member, members, problemAt } from './place';
import type { Place } from './place';

/**
 * Everything that is wrong with a parsed `hardened.json`, as far as secrets are made from it; empty when it can be used.
 *
 * The checks are written by hand: they run on a server where the file was copied to, and a wrong name there would become a
 * file name or a line of an ACL file.
 */
export function checkContract(root: Place): readonly string[] {
  if (!isMapping(root.value)) return [problemAt(root, 'a mapping with version and projects')];
  const version = member(root, 'version');
  if (version.value !== 1) {
    const fix = 'use the version of cdk8s-hardened that wrote it, or synthesize again with this one';
    return [problemAt(version, '1', { fix })];
  }
  const projects = member(root, 'projects');
  if (!isMapping(projects.value)) return [problemAt(projects, 'a mapping from chart id to project')];
  return members(projects).flatMap(([chart, project]) => [...checkChart(chart, project), ...checkProject(project)]);
}

function checkChart(chart: string, project: Place): readonly string[] {
  // It becomes the name of a folder and of the authority: nothing that leaves the deploy folder may pass.
  const fix = 'rename the chart and synthesize again';
  return isLabel(chart)
    ? []
    : [problemAt(project, 'a DNS label (a-z, 0-9 and -)', { got: `chart id ${JSON.stringify(chart)}`, fix })];
}

function checkProject(project: Place): readonly string[] {
  if (!isMapping(project.value)) return [problemAt(project, 'a mapping')];
  const lists = ['servers', 'redis', 'secrets', 'files'].map((key) => member(project, key));
  return [
    ...lists.filter((list) => !Array.isArray(list.value)).map((list) => problemAt(list, 'a list')),
    ...checkServers(project),
    ...checkRedis(project),
    ...checkSecrets(project),
    ...items(member(project, 'files'))
      .filter((file) => typeof file.value !== 'string')
      .map((file) => problemAt(file, 'a path below the deploy folder')),
  ];
}
