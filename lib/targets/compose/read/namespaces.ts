import type { At } from '../../../controls/at';
import type { ComposeNamespace } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { groups } from '../../../model/once';
import { workloadNamed } from '../../expected';
import { textOf } from '../../values';
import { leaves } from './edges';
import { flagOf } from './forms';
import type { Membership } from './networks';

/** A Compose project as a whole. */
export function namespaceOf(
  project: string,
  contract: ProjectContract,
  root: At,
  services: ReadonlyMap<string, At>,
  memberships: ReadonlyMap<string, Membership>,
): ComposeNamespace {
  const used = [...memberships.values()].flatMap(({ all }) => all).filter((name) => !name.startsWith('mode:'));
  const places = [...memberships].flatMap(([service, { all }]) => [...new Set(all)].map((name) => ({ service, name })));
  const byNetwork = groups(places, ({ name }) => name);
  const names = new Set([
    ...root
      .at('networks')
      .entries()
      .map(([name]) => name),
    ...used,
  ]);
  return {
    id: project,
    project,
    at: root,
    services: [...services].map(([service, at]) => {
      const member = memberships.get(service);
      const known = workloadNamed(contract, service);
      const mode = member === undefined ? textOf(at.at('network_mode')) : member.mode;
      return { service, networks: member?.named, mode, beside: known?.kind === 'sidecar' ? known.of : undefined, at };
    }),
    networks: [...names].map((name) => {
      const at = root.at('networks', name);
      const members = (byNetwork.get(name) ?? []).map(({ service }) => service);
      // Nothing is published through an internal network.
      const inward = flagOf(at.at('internal')) === true;
      const publishes = members.filter(
        (service) => !inward && (services.get(service)?.at('ports').list().length ?? 0) > 0,
      );
      return { name, at, publishes, members };
    }),
    withoutOutsidePeers: [...services.keys()].filter((service) => !leaves(contract, service)),
  };
}
