import { createHash } from 'node:crypto';
import type { RedisContract } from '../model/contract';

/**
 * The ACL file of a Redis server: one line a user, in the order of the contract, with the SHA-256 of each password that is
 * good at the moment, two while it is rotated, and never a password itself.
 */
export function aclFile(redis: RedisContract, passwordsOf: (secret: string) => readonly string[]): string {
  const lines = redis.users.map((user) => {
    const hashes = user.password === undefined ? [] : passwordsOf(user.password).map((text) => ` #${sha256(text)}`);
    return `user ${user.name} ${user.rules}${hashes.join('')}\n`;
  });
  return lines.join('');
}

/** What differs between two ACL files, by the names of the users. Nothing else of a line is shown. */
export function aclChanges(before: string, after: string): readonly string[] {
  const [old, now] = [usersOf(before), usersOf(after)];
  const names = (what: string, list: readonly string[]) => (list.length === 0 ? [] : [`${what} ${list.join(', ')}`]);
  const both = [...now].flatMap(([name, line]) => {
    const was = old.get(name);
    return was === undefined ? [] : [{ name, line, was }];
  });
  const details = [
    ...names(
      'added',
      [...now.keys()].filter((name) => !old.has(name)),
    ),
    ...names(
      'removed',
      [...old.keys()].filter((name) => !now.has(name)),
    ),
    ...names(
      'rules of',
      both.filter(({ line, was }) => line.rules !== was.rules).map(({ name }) => name),
    ),
    ...names(
      'password of',
      both.filter(({ line, was }) => line.rules === was.rules && line.hash !== was.hash).map(({ name }) => name),
    ),
  ];
  return [details.length === 0 ? 'text changed' : `users changed (${details.join('; ')})`];
}

interface Line {
  readonly rules: string;
  readonly hash: string;
}

function usersOf(text: string): ReadonlyMap<string, Line> {
  const lines = text.split('\n').flatMap((line) => {
    const match = /^user ([A-Za-z0-9][-\w.]*) (.*?)((?: #[0-9a-f]{64})*)$/.exec(line);
    return match ? [[match[1] ?? '', { rules: match[2] ?? '', hash: match[3] ?? '' }] as const] : [];
  });
  return new Map(lines);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
