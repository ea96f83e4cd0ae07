/** A value of `hardened.json` and where it stands, so that a message can point to it. */
export interface Place {
  /** The file, as the user named it. */
  readonly file: string;
  /** JSON pointer; empty at the root. */
  readonly pointer: string;
  readonly value: unknown;
}

/** What to do where nothing better is known: people do not edit the contract by hand. */
const SYNTHESIZE_AGAIN = 'synthesize again and copy the file as it is';

/** One printable line: where, what stands there, what may stand there, and the fix. */
export function problemAt(place: Place, allowed: string, more: { readonly got?: string; readonly fix?: string } = {}) {
  const pointer = place.pointer === '' ? '/' : place.pointer;
  return `${place.file}: ${pointer}: got ${more.got ?? show(place.value)}, allowed: ${allowed}; ${more.fix ?? SYNTHESIZE_AGAIN}`;
}

/** The place below this one; its value is `undefined` where there is none. */
export function member(place: Place, key: string): Place {
  const value = isMapping(place.value) && Object.hasOwn(place.value, key) ? place.value[key] : undefined;
  return { file: place.file, pointer: `${place.pointer}/${escapeKey(key)}`, value };
}

/** The items of a list; none where this is no list. */
export function items(place: Place): readonly Place[] {
  if (!Array.isArray(place.value)) return [];
  return place.value.map((value: unknown, index) => ({ ...place, pointer: `${place.pointer}/${index}`, value }));
}

/** Name and place of each member of a mapping; none where this is no mapping. */
export function members(place: Place): readonly (readonly [string, Place])[] {
  return isMapping(place.value) ? Object.keys(place.value).map((key) => [key, member(place, key)] as const) : [];
}

/** The text that stands here; `undefined` for anything else. */
export function textOf(place: Place): string | undefined {
  return typeof place.value === 'string' ? place.value : undefined;
}

/** Whether a parsed JSON value is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value in a message: short, and one line whatever it holds. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isMapping(value)) return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function escapeKey(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
