import { createHash } from 'node:crypto';
import type { RedisUserContract } from '../../model/contract';

/** What no caller may do: administration, and commands that walk over keys of others. */
const removals = ['-@dangerous', '-@admin', '-scan', '-randomkey', '-dbsize'];

/** Words of an ACL rule that are too much for any user, or `undefined` where there are none. */
export const excess = (rules: string): string | undefined => words(rules).find((word) => tooMuch.test(word));

const tooMuch = /^(?:(?:%[RW]+)?~\*+|&\*+|allkeys|allchannels|allcommands|\+@all|nopass|[><#!].*)$/i;

/** The first of the removals that a later grant may undo, or that is missing. */
export function notRemoved(rules: string): string | undefined {
  const all = words(rules);
  const lastGrant = all.findLastIndex((word) => word.startsWith('+'));
  return removals.find((removal) => all.lastIndexOf(removal) <= lastGrant);
}

/** Commands and categories that a user is granted. */
export const grants = (rules: string): readonly string[] => words(rules).filter((word) => word.startsWith('+'));

/** True for a user that nobody can be and that could do nothing. */
export const isOff = (rules: string): boolean => {
  const all = words(rules);
  return all.includes('off') && !all.includes('on') && all.includes('-@all') && grants(rules).length === 0;
};

/** The digest that both outputs carry, so that a server is started again when its rules change. */
export const digestOf = (users: readonly RedisUserContract[]): string =>
  createHash('sha256')
    .update(users.map(({ name, rules }) => `user ${name} ${rules}\n`).join(''))
    .digest('hex')
    .slice(0, 16);

/** Words of a rule, those in selectors included. */
const words = (rules: string): readonly string[] => rules.split(/[\s()]+/).filter((word) => word !== '');
