/*
 * Whether a name is another one written wrong. It is a guess, so whoever asks says how much it may cost: names of a
 * subclass are words that somebody chose, and `users` may well be what they meant.
 */

/** How bold the guess may be: `slips` never takes one word for another, `words` also tells `secret` from `secrets`. */
export type Boldness = 'slips' | 'words';

/** Shortest names that are compared letter by letter: among shorter ones every word is near another. */
const SWAPPED = 4;
const ONE = 5;
const TWO = 10;

/** The known name that this one was meant to be, where there is one that is not taken. */
export const nearest = (name: string, free: readonly string[], boldness: Boldness): string | undefined =>
  free.find((known) => same(name, known)) ?? free.find((known) => isNear(plain(name), plain(known), boldness));

/** Upper case, `-` and `_` are how other languages write the same name. */
const plain = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();
const same = (a: string, b: string): boolean => plain(a) === plain(b);

function isNear(a: string, b: string, boldness: Boldness): boolean {
  if (`${a}s` === b || `${b}s` === a) return boldness === 'words';
  const shorter = Math.min(a.length, b.length);
  const slips = distance(a, b);
  if (slips === 1 && a.length === b.length && [...a].sort().join() === [...b].sort().join()) return shorter >= SWAPPED;
  if (slips === 1 && a.length !== b.length) return shorter >= ONE;
  return boldness === 'words' && (slips === 1 ? shorter >= ONE : slips === 2 && shorter >= TWO && a[0] === b[0]);
}

/** Letters that are missing, too many, wrong, or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let j = 0; j <= b.length; j++) (rows[0] ??= [])[j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (rows[i] ??= [])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + wrong,
        swapped && i > 1 && j > 1 ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  return at(a.length, b.length);
}
