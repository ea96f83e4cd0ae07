import { blocksOf, parseCidr } from './addresses';

/** Where an IPv4 address stands in one of IPv6: what is before it, and how many bits come after it. */
const FORMS = {
  /** NAT64 (RFC 6052): a gateway of the network translates it. */
  nat64: { prefix: 0x64_ff9bn << 96n, after: 0n },
  /** 6to4 (RFC 3056): a relay unpacks it. */
  sixToFour: { prefix: 0x2002n << 112n, after: 80n },
  /** IPv4-mapped (RFC 4291): the machine itself takes it for the address. */
  mapped: { prefix: 0xffffn << 32n, after: 0n },
} as const;

/** A block of IPv4 in its forms of IPv6, through which it is reached as well; none for a block of IPv6. */
export const translated = (
  block: string,
  forms: readonly (keyof typeof FORMS)[] = ['nat64', 'sixToFour', 'mapped'],
): readonly string[] => {
  const range = parseCidr(block);
  if (range?.family !== 4) return [];
  return forms.flatMap((form) => {
    const { prefix, after } = FORMS[form];
    const first = prefix + (range.first << after);
    return blocksOf([{ family: 6, first, last: prefix + ((range.last + 1n) << after) - 1n }]);
  });
};
