import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { blocksOf, parseCidr, without } from '../../lib/model/addresses';
import { exitPeers } from '../../lib/targets/kubernetes/render/exit-peers';

/*
 * Blocks of addresses against Node's own BlockList, and what a host stands for against addresses that somebody must never
 * be led to. Seen red: `first` not cut to the block, `last` without its minus one, one `except` left out.
 */
const family = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');

const address4 = fc.ipV4();
const address6 = fc.ipV6();
const block = fc.oneof(
  fc.tuple(address4, fc.integer({ min: 0, max: 32 })),
  fc.tuple(address6, fc.integer({ min: 0, max: 128 })),
);

test('a block holds what Node says it holds', () => {
  fc.assert(
    fc.property(block, fc.oneof(address4, address6), ([address, length], probe) => {
      const list = new BlockList();
      list.addSubnet(address, length, family(address));
      const range = parseCidr(`${address}/${length}`);
      const one = parseCidr(`${probe}/${isIPv4(probe) ? 32 : 128}`);
      if (range === undefined || one === undefined) throw new Error('a block was not read');
      const held = range.family === one.family && range.first <= one.first && one.last <= range.last;
      expect(held).toBe(list.check(probe, family(probe)) && family(probe) === family(address));
    }),
  );
});

test('blocks of a range are that range, and what is taken away is gone', () => {
  fc.assert(
    fc.property(block, block, ([a, la], [b, lb]) => {
      const [all, gone] = [parseCidr(`${a}/${la}`), parseCidr(`${b}/${lb}`)];
      if (all === undefined || gone === undefined) throw new Error('a block was not read');
      const left = without([all], [gone]);
      const read = blocksOf(left).flatMap((text) => parseCidr(text) ?? []);
      const size = (ranges: typeof left) => ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
      expect(size(read)).toBe(size(left));
      expect(without(read, left)).toEqual([]);
      expect(without(left, [gone])).toEqual(left);
    }),
  );
});

test.each([
  ['169.254.169.254', 'metadata of most clouds'],
  ['169.254.170.2', 'metadata of ECS'],
  ['168.63.129.16', 'the host of Azure'],
  ['100.100.100.200', 'metadata of Alibaba Cloud'],
  ['192.0.0.192', 'metadata of Oracle Cloud'],
  ['fd00:ec2::254', 'metadata of AWS'],
  ['fd20:ce::254', 'metadata of Google Cloud'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['10.96.0.1', 'an API server'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['fe80::1', 'link-local'],
  ['64:ff9b::a9fe:a9fe', 'metadata behind NAT64'],
  ['64:ff9b::a83f:8110', 'the host of Azure behind NAT64'],
  ['64:ff9b::a60:1', 'an API server behind NAT64'],
  ['2002:a9fe:a9fe::1', 'metadata by 6to4'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
])('a host of the outside is never %s: %s', (address) => {
  expect(isReached(address)).toBe(false);
});

test.each(['1.1.1.1', '172.32.0.1', '192.0.1.1', '223.255.255.255', '2606:4700::1111', '64:ff9b::101:101'])(
  'a host of the outside may be %s',
  (address) => {
    expect(isReached(address)).toBe(true);
  },
);

/** What the policy of a host lets through, by Node's own reckoning. */
function isReached(address: string): boolean {
  return exitPeers({ host: 'api.example.com' }).some(({ ipBlock }) => {
    const listed = (blocks: readonly string[]): boolean => {
      const list = new BlockList();
      for (const [base = '', length = ''] of blocks.map((text) => text.split('/')))
        // Node takes an IPv4 address for one of IPv6 as well.
        if (family(base) === family(address)) list.addSubnet(base, Number(length), family(base));
      return list.check(address, family(address));
    };
    return ipBlock !== undefined && listed([ipBlock.cidr]) && !listed(ipBlock.except ?? []);
  });
}
