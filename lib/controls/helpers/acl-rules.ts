import { createHash } from 'node:crypto';
import type { RedisUserContract } from '../../model/contract';

/** What no caller may do: administration, programs, and what tells the names of keys of others. */
export const removals: readonly string[] = [
  '-@dangerous',
  '-@admin',
  '-@scripting',
  '-scan',
  '-randomkey',
  '-dbsize',
  '-client|tracking',
];

/** Words of an ACL rule that are too much for any user, in words that show no password. */
export const excess = (rules: string): readonly string[] =>
  partsOf(rules).flatMap((part) =>
    part.flatMap((word) => {
      if (/^[><#!]/.test(word)) return ['a password'];
      const all = /^(?:allkeys|allchannels|allcommands|\+@all|nopass)$/.test(word);
      return all || isWide(word) || isOfServer(word) ? [word] : [];
    }),
  );

/**
 * True for a pattern of keys or channels that begins with fewer than two plain characters: `*`, `?*`, `[^_]*` and `*:*`
 * are everything, or nearly. A backslash makes the next character a plain one.
 */
function isWide(word: string): boolean {
  const [, pattern] = /^(?:(?:%[rw]+)?~|&)(.*)$/i.exec(word) ?? [];
  if (pattern === undefined) return false;
  const [plain = ''] = /^(?:\\.|[^\\*?[])*/.exec(pattern) ?? [];
  return plain !== pattern && plain.replace(/\\./g, '.').length < 2;
}

/** True for channels on which the server itself speaks, of the keys of all users: `&__keyspace@0__:*`, also as `&_[_]*`. */
const isOfServer = (word: string): boolean => /^&\\?_(?:\\?_|[*?[])/.test(word);

/** What a rule lacks of the removals, or gives back after them; selectors stand for themselves. */
export const notRemoved = (rules: string): readonly string[] =>
  partsOf(rules).flatMap((part) => {
    if (!part.some(isGrant)) return [];
    const places = removals.map((removal) => part.lastIndexOf(removal));
    const from = Math.min(...places.filter((place) => place >= 0));
    return [
      ...removals.filter((_, index) => places[index] === -1).map((removal) => `no ${removal}`),
      ...part.filter((word, index) => isGrant(word) && index > from).map((word) => `${word} after the removals`),
    ];
  });

/** Commands and categories that a user is granted, selectors included. */
export const grants = (rules: string): readonly string[] => partsOf(rules).flat().filter(isGrant);

/** True for a user that nobody can be and that could do nothing. */
export const isOff = (rules: string): boolean => {
  const all = partsOf(rules).flat();
  return all.includes('off') && !all.includes('on') && all.includes('-@all') && grants(rules).length === 0;
};

/** The digest that both outputs carry, so that a server is started again when its rules change. */
export const digestOf = (users: readonly RedisUserContract[]): string =>
  createHash('sha256')
    .update(users.map(({ name, rules }) => `user ${name} ${rules}\n`).join(''))
    .digest('hex')
    .slice(0, 16);

const isGrant = (word: string): boolean => word.startsWith('+') || word === 'allcommands';

/** Words of a rule, then those of each of its selectors: what one removes is not removed for another. */
function partsOf(rules: string): readonly (readonly string[])[] {
  const selector = /(?<=^|\s)\(([^]*?)\)(?=\s|$)/g;
  const selectors = [...rules.matchAll(selector)].map(([, inside = '']) => inside);
  return [rules.replace(selector, ' '), ...selectors].map((part) => part.split(/\s+/).filter(Boolean).map(lower));
}

/** Redis does not mind the case of anything but patterns and passwords. */
const lower = (word: string): string => (/^(?:[><#!&~]|%[^~]*~)/.test(word) ? word : word.toLowerCase());
