import { blocksOf, everyAddress, merged, parseCidr, without, type AddressRange } from '../../model/addresses';
import type { KubernetesEdge, PortRange, Reach } from '../subject';
import { allowedPorts } from './ports';

/*
 * Addresses that no name of the outside may lead to. RFC 6890 and its registries say which are not public; the clouds add
 * metadata services of their own, of which Azure's alone has a public address.
 */
const INNER = [
  '0.0.0.0-0.255.255.255 this network',
  '10.0.0.0-10.255.255.255 private',
  '100.64.0.0-100.127.255.255 carrier NAT, also metadata of Alibaba',
  '127.0.0.0-127.255.255.255 loopback',
  '168.63.129.16-168.63.129.16 the host of Azure',
  '169.254.0.0-169.254.255.255 link-local, also metadata of most clouds',
  '172.16.0.0-172.31.255.255 private',
  '192.0.0.0-192.0.0.255 protocols, also metadata of Oracle',
  '192.168.0.0-192.168.255.255 private',
  '198.18.0.0-198.19.255.255 benchmarks',
  '224.0.0.0-255.255.255.255 multicast and reserved',
  '::1-::1 loopback',
  '64:ff9b::-64:ff9b::00ff:ffff this network, behind NAT64',
  '64:ff9b::0a00:0-64:ff9b::0aff:ffff private, behind NAT64',
  '64:ff9b::6440:0-64:ff9b::647f:ffff carrier NAT, behind NAT64',
  '64:ff9b::7f00:0-64:ff9b::7fff:ffff loopback, behind NAT64',
  '64:ff9b::a83f:8110-64:ff9b::a83f:8110 the host of Azure, behind NAT64',
  '64:ff9b::a9fe:0-64:ff9b::a9fe:ffff link-local and metadata, behind NAT64',
  '64:ff9b::ac10:0-64:ff9b::ac1f:ffff private, behind NAT64',
  '64:ff9b::c000:0-64:ff9b::c000:ff protocols, behind NAT64',
  '64:ff9b::c0a8:0-64:ff9b::c0a8:ffff private, behind NAT64',
  '64:ff9b::c612:0-64:ff9b::c613:ffff benchmarks, behind NAT64',
  '64:ff9b::e000:0-64:ff9b::ffff:ffff multicast and reserved, behind NAT64',
  '64:ff9b:1::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff local translation',
  '2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff addresses of IPv4 by 6to4',
  'fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff private, also metadata of AWS and Google',
  'fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff link-local',
  'ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff multicast',
].flatMap((text) => {
  const [, first = '', last = ''] = /^(\S+)-(\S+) /.exec(text) ?? [];
  const [from, to] = [first, last].map((address) => parseCidr(`${address}/${address.includes(':') ? 128 : 32}`));
  return from === undefined || to === undefined ? [] : [{ ...from, last: to.last }];
});

const publicAddresses = without(everyAddress, INNER);

/** What ways out of the contract lead to. */
export const wantedReach = ({ exits, resolver }: NonNullable<KubernetesEdge['outside']>): readonly Reach[] => [
  ...askedAt(resolver?.cidr, resolver?.ports ?? []),
  ...exits.flatMap(({ to, port }): readonly Reach[] => {
    if ('namespace' in to) return [];
    const block = to.cidr === undefined ? undefined : parseCidr(to.cidr);
    const addresses = to.cidr === undefined ? publicAddresses : block === undefined ? [] : [block];
    return [{ ports: { protocol: 'TCP', from: port, to: port }, addresses }];
  }),
];

function askedAt(cidr: string | undefined, ports: readonly number[]): readonly Reach[] {
  const block = cidr === undefined ? undefined : parseCidr(cidr);
  if (block === undefined) return [];
  return (['TCP', 'UDP'] as const).flatMap((protocol) =>
    ports.map((port) => ({ ports: { protocol, from: port, to: port }, addresses: [block] })),
  );
}

/** Which ports of which addresses are reached, each once and in order: the same text for whatever lets the same through. */
export function reachTexts(all: readonly Reach[]): readonly string[] {
  const parts = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => {
    const some = all.filter(({ ports }) => ports.protocol === protocol && ports.from <= ports.to);
    const cuts = [...new Set(some.flatMap(({ ports }) => [ports.from, ports.to + 1]))].sort((a, b) => a - b);
    return cuts.slice(0, -1).map((from, index): Reach => {
      const covering = some.filter(({ ports }) => ports.from <= from && from <= ports.to);
      const ports: PortRange = { protocol, from, to: (cuts[index + 1] ?? from) - 1 };
      return { ports, addresses: merged(covering.flatMap(({ addresses }) => addresses)) };
    });
  });
  return parts
    .filter(({ addresses }) => addresses.length > 0)
    .map(({ ports, addresses }) => `${allowedPorts([ports]).join(', ')} of ${addressText(addresses)}`);
}

/** Addresses in words: the public ones are too many blocks to be read. */
function addressText(addresses: readonly AddressRange[]): string {
  const lacking = without(publicAddresses, addresses);
  if (lacking.length > 0) return blocksOf(addresses).join(', ');
  return ['public addresses', ...blocksOf(without(addresses, publicAddresses))].join(' and ');
}
