import { composeCaller, isNetworked } from '../../../model/companions';
import { leavesCompose } from '../../../model/exit';
import { groups, once } from '../../../model/once';
import type { Project } from '../../../model/project';
import type { Network, Service } from './types';

/** A network nobody can leave. */
const internal: Network = { internal: true };

/** Carries a published port and nothing else: without masquerading, packets to the outside find no way back. */
const publishing: Network = { driver_opts: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' } };

/** The way out of one service alone. Compose cannot narrow it to a host or a port. */
const outside: Network = {};

/** Every network of the project, with its members. Names cannot meet: DNS labels have no `_`. */
interface Membership {
  readonly name: string;
  readonly network: Network;
  readonly members: readonly string[];
}

/** Services with a way out. */
const leavingOf = once(
  (project: Project): ReadonlySet<string> =>
    new Set(
      project.exits
        .filter(({ to, waitsFor }) => waitsFor === undefined && leavesCompose(to))
        .map((exit) => composeCaller(project, exit.from, exit)),
    ),
);

const memberships = once((project: Project): readonly Membership[] => {
  const leaving = [...leavingOf(project)];
  // An engine publishes through the network that leads outside: of two such networks one would carry nothing.
  const doors = project.exposures.filter(({ workload }) => !leavingOf(project).has(workload));
  const edges = project.edges.flatMap((edge) => {
    const { from, to, waitsFor } = edge;
    if (!('workload' in from) || waitsFor !== undefined || !isNetworked(edge)) return [];
    return [{ from: composeCaller(project, from.workload, edge), to }];
  });
  const all = [
    ...edges.map(({ from, to }): Membership => ({
      name: project.networks === 'per-edge' ? `${from}_to_${to}` : `to_${to}`,
      network: internal,
      members: [from, to],
    })),
    ...doors.map(({ workload }): Membership => ({
      name: `publish-${workload}`,
      network: publishing,
      members: [workload],
    })),
    ...leaving.map((workload): Membership => ({
      name: `${workload}_outside`,
      network: outside,
      members: [workload],
    })),
  ];
  return [...groups(all, ({ name }) => name)].map(([name, same]) => ({
    name,
    network: same[0]?.network ?? internal,
    members: [...new Set(same.flatMap(({ members }) => members))],
  }));
});

/** Names of networks by member. */
const networksOf = once((project: Project) =>
  groups(
    memberships(project).flatMap(({ name, members }) => members.map((member) => ({ name, member }))),
    ({ member }) => member,
  ),
);

/** The file's `networks`. */
export const networks = (project: Project): Readonly<Record<string, Network>> =>
  Object.fromEntries(memberships(project).map(({ name, network }) => [name, network]));

/** How a service is connected. A service without any edge has no network at all. */
export function connection(project: Project, service: string): Pick<Service, 'network_mode' | 'networks' | 'dns'> {
  const names = (networksOf(project).get(service) ?? []).map(({ name }) => name);
  if (names.length === 0) return { network_mode: 'none' };
  // Service names still resolve; outside names end at once instead of being asked of the host's resolver.
  return leavingOf(project).has(service) ? { networks: names } : { networks: names, dns: ['127.0.0.1'] };
}
