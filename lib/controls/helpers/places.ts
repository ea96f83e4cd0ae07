import { redact } from '../../model/redact';
import type { At } from '../at';
import type { Miss } from '../control';

/** True where something stands at a place; `null` is nothing, as in Kubernetes and Compose. */
export const isSet = (at: At): boolean => at.value !== undefined && at.value !== null;

/** The first place where something stands, else the first one: what is in effect where several levels exist. */
export const inEffect = (narrowest: At, ...wider: readonly At[]): At =>
  [narrowest, ...wider].find((at) => isSet(at)) ?? narrowest;

/** A boolean of Compose, which takes some texts as well: certainly true. For what must be. */
export const isTrue = (at: At): boolean =>
  at.value === true || (typeof at.value === 'string' && /^(?:true|t|1|yes|y|on)$/i.test(at.value));

/** The same where something stands that is not certainly false, whoever runs it. For what must not be. */
export const mayBeTrue = (at: At): boolean =>
  isSet(at) && at.value !== false && !(typeof at.value === 'string' && /^(?:false|f|0|no|n|off)$/i.test(at.value));

/** Items of a list as text. */
export const texts = (at: At): readonly string[] => at.list().map(({ value }) => textOf(value));

/** A scalar as text; mappings and lists as JSON. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What stands at a place, short, for people, without what may be a secret. */
export function shown(at: At): string {
  if (!isSet(at)) return 'nothing';
  const text = redact(textOf(at.value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** A miss at one place: something else stands there than what is wanted. */
export const wrong = (at: At, want: string, fix: string): Miss => ({ at: [at], got: shown(at), want, fix });

/** Some places, or one in their stead where there are none. */
export function places(some: readonly At[], instead: At): Miss['at'] {
  const [first, ...rest] = some;
  return first === undefined ? [instead] : [first, ...rest];
}
