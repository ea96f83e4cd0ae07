import { checkWorkload, repeated } from './check-redis';
import { isDnsName } from './names';
import { items, member, problemAt, textOf } from './place';
import type { Place } from './place';

/** What is wrong with the workloads that have a certificate: their names, and those it is issued for. */
export function checkServers(project: Place): readonly string[] {
  const servers = items(member(project, 'servers'));
  return [
    ...repeated(servers.map((server) => member(server, 'workload'))),
    ...servers.flatMap((server) => [...checkWorkload(server), ...checkNames(server)]),
  ];
}

function checkNames(server: Place): readonly string[] {
  const names = member(server, 'dnsNames');
  return [
    ...(items(names).length > 0 ? [] : [problemAt(names, 'a list of at least one DNS name')]),
    ...items(names)
      .filter((name) => !isDnsName(textOf(name) ?? ''))
      .map((name) => problemAt(name, 'a DNS name without wildcards, in lower case')),
    ...repeated(items(names)),
  ];
}
