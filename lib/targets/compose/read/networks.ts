import type { At } from '../../../controls/at';
import type { ProjectContract } from '../../../model/contract';
import { workloadNamed } from '../../expected';
import { isPresent, textOf } from '../../values';
import { flagOf, literalOf, namedEntries } from './forms';

/** The networks a service is in. */
export interface Membership {
  /** Names as in the file; `undefined` where it names none and so joins the default network. */
  readonly named: readonly string[] | undefined;
  /** `network_mode`, where there is one; it takes the place of networks. */
  readonly mode: string | undefined;
  /** Every network it is in. Those that stand for a network mode start with `mode:`. */
  readonly all: readonly string[];
  /** Where it says so. */
  readonly entries: ReadonlyMap<string, At>;
}

/** Whether a service is on the network of the workload that it is a sidecar of, as the contract says: it is no party of its own. */
const isBeside = (contract: ProjectContract, name: string, service: At): boolean => {
  const known = workloadNamed(contract, name);
  return known?.kind === 'sidecar' && textOf(service.at('network_mode')) === `service:${known.of}`;
};

/**
 * Reads which networks every service is in. A service on another one's network is where that one is; a sidecar that is
 * where the contract wants it is left out.
 */
export function membershipsOf(
  all: ReadonlyMap<string, At>,
  contract: ProjectContract,
): ReadonlyMap<string, Membership> {
  const services = [...all].filter(([name, service]) => !isBeside(contract, name, service));
  return withLoopbacks(new Map(services));
}

function withLoopbacks(services: ReadonlyMap<string, At>): ReadonlyMap<string, Membership> {
  const own = new Map([...services].map(([name, service]) => [name, membershipOf(service)]));
  const all = new Map([...own].map(([name, member]) => [name, follow(name, member, own)]));
  // Even without any network, whoever is on the network of a service shares its loopback interface.
  const hosts = new Set([...all.values()].flatMap((member) => member.all.filter((name) => name.startsWith(SHARED))));
  return new Map(
    [...all].map(([name, member]) => {
      const loopback = SHARED + name;
      return [name, hosts.has(loopback) ? { ...member, all: [...new Set([...member.all, loopback])] } : member];
    }),
  );
}

/** Stands for the loopback interface of a service that others are on. */
const SHARED = 'mode:service:';

function membershipOf(service: At): Membership {
  const mode = textOf(service.at('network_mode'));
  if (mode !== undefined) {
    const all = mode === 'none' ? [] : [`mode:${mode}`];
    return { named: undefined, mode, all, entries: new Map(all.map((name) => [name, service.at('network_mode')])) };
  }
  const entries = namedEntries(service.at('networks'));
  // An empty list is no list: Compose joins the default network then.
  if (entries.length === 0) {
    return { named: undefined, mode, all: ['default'], entries: new Map([['default', service.at('networks')]]) };
  }
  const named = entries.map(([name]) => name);
  return { named, mode, all: named, entries: new Map(entries) };
}

function follow(name: string, member: Membership, own: ReadonlyMap<string, Membership>): Membership {
  const passed = new Set([name]);
  let place = member;
  while (place.mode?.startsWith('service:') === true) {
    const host = place.mode.slice('service:'.length);
    const next = own.get(host);
    if (next === undefined || passed.has(host)) return member;
    passed.add(host);
    place = next;
  }
  const at = [...member.entries.values()][0];
  if (passed.size === 1 || at === undefined) return member;
  const all = [...place.all, `${SHARED}${[...passed].at(-1)}`];
  return { ...member, all, entries: new Map(all.map((network) => [network, at])) };
}

/** Whether packets of a service in this network find a way out of the host, as far as the file shows. */
export function leadsOutside(root: At, network: string): boolean {
  // Modes other than a shared loopback are networks that this file does not define.
  if (network.startsWith('mode:')) return !network.startsWith(SHARED);
  const definition = root.at('networks', network);
  // A network of somebody else: what this file says of it does not count.
  if (isPresent(definition.at('external')) && flagOf(definition.at('external')) !== false) return true;
  if (flagOf(definition.at('internal')) === true) return false;
  const driver = literalOf(definition.at('driver'));
  if (isPresent(definition.at('driver')) && driver !== 'bridge') return driver !== 'none';
  // Without masquerading no answer finds its way back; routed modes and IPv6 need no masquerading.
  const options = definition.at('driver_opts');
  const masquerade = literalOf(options.at('com.docker.network.bridge.enable_ip_masquerade'));
  const routed = options.entries().some(([name, at]) => /\.gateway_mode_ipv[46]$/.test(name) && textOf(at) !== 'nat');
  const ipv6 = flagOf(definition.at('enable_ipv6')) !== false;
  return !['false', 'f', '0'].includes(masquerade?.toLowerCase() ?? '') || routed || ipv6;
}
