import { createHash } from 'node:crypto';
import type { RedisUserContract } from './contract';
import type { Report } from './problem';

/** What a caller may do with its keys and channels. */
export type RedisAccess = 'read-only' | 'read-write' | 'queue' | 'pub-sub';

/**
 * Removed from every preset: administration, programs on the server, and what tells the names of other users' keys (walking
 * over keys, and being told of changes by broadcast).
 */
const REMOVED = '-@dangerous -@admin -@scripting -scan -randomkey -dbsize -client|tracking';

/** What a client library does to log in and to say who it is. */
const SESSION = '+auth +hello +ping +quit +reset +client|id +client|setname +client|setinfo';

/** Messages on the channels of the user. `PUBSUB`, which tells the names of other channels, is not among them. */
const MESSAGES = '+subscribe +psubscribe +ssubscribe +unsubscribe +punsubscribe +sunsubscribe +publish +spublish';

/** What consumers do with whole keys: see that one is there, how long it lives, and remove it. */
const WHOLE_KEYS = '+del +unlink +exists +type +expire +pexpire +persist +ttl +pttl';

const PRESETS: Readonly<Record<RedisAccess, { readonly keys: string; readonly commands: string }>> = {
  'read-only': { keys: '%R~', commands: '+@read +@connection' },
  'read-write': { keys: '~', commands: '+@read +@write +@connection +@transaction' },
  queue: { keys: '~', commands: `+@list +@stream +@blocking +@transaction ${WHOLE_KEYS} +@connection` },
  'pub-sub': { keys: '~', commands: `${MESSAGES} ${SESSION}` },
};

/** Every preset. */
export const redisAccesses: readonly RedisAccess[] = ['read-only', 'read-write', 'queue', 'pub-sub'];

/** The user that nobody may be. */
export const defaultUser: RedisUserContract = { name: 'default', rules: 'off resetchannels -@all' };

/** The user of the health check: it may ask whether the server answers, nothing else. */
export const healthUser = (password: string): RedisUserContract => ({
  name: 'health',
  rules: 'on resetchannels -@all +ping',
  password,
});

/** The user that has the server read its ACL file again, after a password was changed there. Nobody but the server reads its own. */
export const reloadUser = (password: string): RedisUserContract => ({
  name: 'reload',
  rules: 'on resetchannels -@all +acl|load +ping',
  password,
});

/** Names of the users that every server has for itself. */
export const serverUsers: readonly string[] = ['default', 'health', 'reload'];

/** What a caller is granted at a server. */
export interface RedisGrant {
  readonly access: RedisAccess;
  readonly keys: readonly string[];
  readonly channels: readonly string[];
  readonly commands: readonly string[];
}

/** ACL rules of one caller; `commands` come last, so that they add to what a preset removed. */
export const callerRules = ({ access, keys, channels, commands }: RedisGrant): string =>
  [
    'on',
    'resetchannels',
    ...channels.map((channel) => `&${channel}`),
    ...keys.map((key) => PRESETS[access].keys + key),
    '-@all',
    PRESETS[access].commands,
    ...(channels.length > 0 && access !== 'pub-sub' ? [MESSAGES] : []),
    REMOVED,
    ...commands.map((command) => `+${command}`),
  ].join(' ');

/** First 16 hex digits of the SHA-256 of the rules, one `user NAME RULES` a line. A change of rules restarts the server. */
export const aclDigest = (users: readonly RedisUserContract[]): string =>
  createHash('sha256')
    .update(users.map((user) => `user ${user.name} ${user.rules}\n`).join(''))
    .digest('hex')
    .slice(0, 16);

/** Where a grant stands in the program. */
interface Asked extends RedisGrant {
  readonly prop: string;
}

/** Reports keys and channels that do not fit the access, that Redis would not take as one pattern, or that mean all. */
export function checkPatterns({ access, keys, channels, prop }: Asked, report: Report): void {
  if (access === 'pub-sub' && keys.length > 0)
    report(
      `${prop}.keys`,
      keys,
      "no keys with access 'pub-sub', which reads and writes none",
      "leave keys out, or choose 'read-write' and keep channels: every access takes channels",
    );
  if (access === 'pub-sub' && channels.length === 0)
    report(
      `${prop}.channels`,
      channels,
      "at least one channel pattern, for instance 'news:*'",
      'name the channels this caller uses',
    );
  if (access !== 'pub-sub' && keys.length === 0)
    report(
      `${prop}.keys`,
      keys,
      "at least one key pattern, for instance 'session:*'",
      'name the keys this caller owns',
    );
  for (const key of keys) checkPattern(key, 'session:*', `${prop}.keys`, report);
  for (const channel of channels) {
    checkPattern(channel, 'news:*', `${prop}.channels`, report);
    if (channel.startsWith('__'))
      report(
        `${prop}.channels`,
        channel,
        "channels of the program's own, which do not begin with '__'",
        "choose another name: on '__' channels the server tells the keys of all users",
      );
  }
}

function checkPattern(pattern: string, example: string, prop: string, report: Report): void {
  if (!/^[!-~]+$/.test(pattern) || /^[~%&+@#>-]/.test(pattern) || /["'\\]/.test(pattern))
    report(
      prop,
      pattern,
      `one glob pattern of printable ASCII without spaces and quotes, for instance '${example}'`,
      'write the pattern only: the ACL syntax around it is made for you',
    );
  // `*`, `?*`, `[^_]*` and `*:*` are everything, or nearly.
  else if (/[*?[]/.test(pattern) && !/^[^*?[]{2}/.test(pattern))
    report(
      prop,
      pattern,
      `a pattern that begins with two plain characters or more, for instance '${example}'`,
      'name what belongs to this caller by a prefix of its own: this pattern would reach what others own',
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
