import { createHash } from 'node:crypto';
import type { RedisUserContract } from './contract';
import type { Report } from './problem';

/** What a caller may do with its keys. */
export type RedisAccess = 'read-only' | 'read-write';

/**
 * Removed from every preset: administration, programs on the server, and what tells the names of other users' keys (walking
 * over keys, and being told of changes by broadcast).
 */
const REMOVED = '-@dangerous -@admin -@scripting -scan -randomkey -dbsize -client|tracking';

const PRESETS: Readonly<Record<RedisAccess, { readonly keys: string; readonly commands: string }>> = {
  'read-only': { keys: '%R~', commands: '+@read +@connection' },
  'read-write': { keys: '~', commands: '+@read +@write +@connection +@transaction' },
};

/** Every preset. */
export const redisAccesses: readonly RedisAccess[] = ['read-only', 'read-write'];

/** The user that nobody may be. */
export const defaultUser: RedisUserContract = { name: 'default', rules: 'off resetchannels -@all' };

/** The user of the health check: it may ask whether the server answers, nothing else. */
export const healthUser = (password: string): RedisUserContract => ({
  name: 'health',
  rules: 'on resetchannels -@all +ping',
  password,
});

/** ACL rules of one caller; `commands` come last, so that they add to what a preset removed. */
export const callerRules = (access: RedisAccess, keys: readonly string[], commands: readonly string[]): string =>
  [
    'on',
    'resetchannels',
    ...keys.map((key) => PRESETS[access].keys + key),
    '-@all',
    PRESETS[access].commands,
    REMOVED,
    ...commands.map((command) => `+${command}`),
  ].join(' ');

/** First 16 hex digits of the SHA-256 of the rules, one `user NAME RULES` a line. A change of rules restarts the server. */
export const aclDigest = (users: readonly RedisUserContract[]): string =>
  createHash('sha256')
    .update(users.map((user) => `user ${user.name} ${user.rules}\n`).join(''))
    .digest('hex')
    .slice(0, 16);

/** Reports key patterns that Redis would not take as one pattern. */
export function checkKeys(keys: readonly string[], prop: string, report: Report): void {
  if (keys.length === 0)
    report(prop, keys, "at least one key pattern, for instance 'session:*'", 'name the keys this caller owns');
  for (const key of keys)
    if (!/^[!-~]+$/.test(key) || /^[~%&+@#>-]/.test(key) || /["'\\]/.test(key))
      report(
        prop,
        key,
        "one glob pattern of printable ASCII without spaces and quotes, for instance 'session:*'",
        'write the pattern only: the ACL syntax around it is made for you',
      );
}

/** Reports added commands that are no single command or subcommand. */
export function checkCommands(commands: readonly string[], prop: string, report: Report): void {
  for (const command of commands)
    if (!/^[a-z][a-z-]*(\|[a-z-]+)?$/.test(command))
      report(
        prop,
        command,
        "lower case command names, for instance 'keys' or 'client|list'",
        'name single commands: categories would grant more than is meant',
      );
}
