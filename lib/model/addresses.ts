import { isIPv4, isIPv6 } from 'node:net';

/** Addresses of one family that follow each other, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/** Every address of both families. */
export const everyAddress: readonly AddressRange[] = ([4, 6] as const).map((family) => ({
  family,
  first: 0n,
  last: (1n << BigInt(BITS[family])) - 1n,
}));

/** The addresses of a block such as `203.0.113.0/24` or `2001:db8::/32`; `undefined` where it is none. */
export function parseCidr(text: unknown): AddressRange | undefined {
  const [, address = '', length = ''] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(String(text)) ?? [];
  const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : undefined;
  if (family === undefined || Number(length) > BITS[family]) return undefined;
  const size = 1n << BigInt(BITS[family] - Number(length));
  const value = family === 4 ? parse4(address) : parse6(address);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

const parse4 = (address: string): bigint =>
  address.split('.').reduce((sum, part) => sum * 256n + BigInt(Number(part)), 0n);

function parse6(address: string): bigint {
  const [head = '', tail] = canonical6(address).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

/** The short form of RFC 5952, as URLs have it. */
const canonical6 = (address: string): string => new URL(`http://[${address}]/`).hostname.slice(1, -1);

/** Whether two ranges have an address in common. */
export const overlap = (a: AddressRange, b: AddressRange): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last;

/** The same addresses in as few ranges as possible, in order. */
export function merged(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const sorted = [...ranges].sort(
    (a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0),
  );
  return sorted.reduce<readonly AddressRange[]>((done, range) => {
    const before = done.at(-1);
    if (before?.family !== range.family || range.first > before.last + 1n) return [...done, range];
    return [...done.slice(0, -1), { ...before, last: before.last > range.last ? before.last : range.last }];
  }, []);
}

/** Some addresses without others. */
export function without(ranges: readonly AddressRange[], removed: readonly AddressRange[]): readonly AddressRange[] {
  return removed.reduce<readonly AddressRange[]>(
    (left, gone) =>
      left.flatMap((range) => {
        if (!overlap(range, gone)) return [range];
        return [
          { ...range, last: gone.first - 1n },
          { ...range, first: gone.last + 1n },
        ].filter(({ first, last }) => first <= last);
      }),
    merged(ranges),
  );
}

/** The fewest blocks that are these addresses, as text. */
export const blocksOf = (ranges: readonly AddressRange[]): readonly string[] => merged(ranges).flatMap(blocks);

function blocks({ family, first, last }: AddressRange): readonly string[] {
  const found: string[] = [];
  for (let next = first; next <= last;) {
    let length = BITS[family];
    const size = (bits: number): bigint => 1n << BigInt(BITS[family] - bits);
    while (length > 0 && next % size(length - 1) === 0n && next + size(length - 1) - 1n <= last) length -= 1;
    found.push(`${family === 4 ? text4(next) : text6(next)}/${length}`);
    next += size(length);
  }
  return found;
}

const text4 = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');

const text6 = (value: bigint): string =>
  canonical6(
    Array.from({ length: 8 }, (_, part) => ((value >> BigInt(16 * (7 - part))) & 65535n).toString(16)).join(':'),
  );
