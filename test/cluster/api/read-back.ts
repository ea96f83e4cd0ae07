import { isList, isMapping } from '../../../lib/targets/plain';

/** Every field that was written and is not stored as it was written. Quantities may be stored in another form. */
export function lost(written: unknown, kept: unknown, place: readonly (string | number)[] = []): readonly string[] {
  if (isMapping(written)) {
    if (!isMapping(kept)) return [said(place, written, kept)];
    return Object.entries(written).flatMap(([key, value]) => lost(value, kept[key], [...place, key]));
  }
  if (isList(written)) {
    if (!isList(kept) || kept.length !== written.length) return [said(place, written, kept)];
    return written.flatMap((item, index) => lost(item, kept[index], [...place, index]));
  }
  if (written === kept) return [];
  const quantity = place.some((key) => key === 'limits' || key === 'requests' || key === 'sizeLimit');
  return quantity && milli(written) !== undefined && milli(written) === milli(kept) ? [] : [said(place, written, kept)];
}

const said = (place: readonly (string | number)[], written: unknown, kept: unknown): string =>
  `/${place.join('/')}: written ${JSON.stringify(written)}, kept ${JSON.stringify(kept) ?? 'nothing'}`;

const factors: Readonly<Record<string, number>> = {
  '': 1,
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity as a number of thousandths; `undefined` for what is none. */
function milli(value: unknown): number | undefined {
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = factors[suffix];
  return digits === undefined || factor === undefined ? undefined : Math.round(Number(digits) * factor * 1000);
}
