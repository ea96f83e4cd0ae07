import type { At } from './at';
import type { Control, Miss } from './control';
import { digestOf, excess, grants, isOff, notRemoved, removals } from './helpers/acl-rules';
import { edit } from './helpers/mutations';
import { shown, textOf } from './helpers/places';
import { directive, lineOf, setDirective } from './helpers/redis-text';
import type { RedisServer } from './subject';

/*
 * Every caller of Redis is a user of its own that can do what its edge says and nothing else.
 *   aclfile                        a path at which a secret is mounted; no `user` and `requirepass` beside it
 *   user default                   off, without commands
 *   user health                    +ping
 *   user reload                    +acl|load +ping
 *   one user for each caller       every pattern of keys and channels begins with two plain characters or more, so none
 *                                  is for all; no channel of the server's own (`__…`); no command for all; no password in the rules; after the last grant, in
 *                                  each selector too: -@dangerous -@admin -@scripting -scan -randomkey -dbsize
 *                                  -client|tracking
 *   digest of the rules            the same in the contract and on the object, so that a change reaches the server
 */
export const redisLeastPrivilege = {
  id: 'redis-least-privilege',
  title: 'every caller of Redis is a user with the keys and commands of its edge',
  severity: 'high',
  why: 'With one password for all, a broken caller reads the sessions of the others, and with CONFIG or MODULE it runs code in the server.',
  subject: 'redis',
  clauses: {},
  in: {
    kubernetes: {
      check: (r) => judge(r),
      weaken: [
        { name: 'no ACL file', do: (r) => setDirective(r, 'aclfile', undefined) },
        {
          name: 'one password for all instead',
          implies: ['no-secret-values'],
          do: (r) => setDirective(r, 'requirepass', 'x'),
        },
        { name: 'default switched on', do: (r) => rewrite(r, 'default', 'off', 'on') },
        { name: 'every key', when: hasKeys, do: (r) => rewrite(r, r.callers[0], /(%R)?~\S+/, '~*') },
        { name: 'every key, to read', when: hasKeys, do: (r) => rewrite(r, r.callers[0], /(%R)?~\S+/, '%R~*') },
        {
          name: 'a selector with every key',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], /$/, ` (+get ${removed} ~*)`),
        },
        { name: 'nearly every key', when: hasKeys, do: (r) => rewrite(r, r.callers[0], /~\S+/, '~?*') },
        { name: 'every key with a colon', when: hasKeys, do: (r) => rewrite(r, r.callers[0], /~\S+/, '~*:*') },
        { name: 'every key but a few', when: hasKeys, do: (r) => rewrite(r, r.callers[0], /~\S+/, '~[^_]*') },
        {
          name: 'every key of one letter, after a backslash',
          when: hasKeys,
          do: (r) => rewrite(r, r.callers[0], /(%R)?~\S+/, '%RW~\\a*'),
        },
        { name: 'a command after the removals', when: hasCaller, do: (r) => rewrite(r, r.callers[0], /$/, ' +keys') },
        { name: 'one removal missing', when: hasCaller, do: (r) => rewrite(r, r.callers[0], ' -@dangerous', '') },
        { name: 'programs not removed', when: hasCaller, do: (r) => rewrite(r, r.callers[0], ' -@scripting', '') },
        {
          name: 'programs given back, in capitals',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], /$/, ' +FUNCTION|LOAD'),
        },
        {
          name: 'removed in a selector only',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], / -@dangerous.*$/, ` (~own:* +get ${removed})`),
        },
        { name: 'no password needed', when: hasCaller, do: (r) => rewrite(r, r.callers[0], 'on', 'on nopass') },
        { name: 'the health check may do more', do: (r) => rewrite(r, 'health', '+ping', '+ping +info') },
        { name: 'the reload may write users too', do: (r) => rewrite(r, 'reload', '+acl|load', '+acl') },
        {
          name: 'a user nobody is',
          do: (r) => {
            r.rules.at('users').push({ name: 'guest', rules: `on ~guest:* -@all +get ${removed}` });
            renew(r);
          },
        },
        {
          name: 'a caller without a user',
          when: hasCaller,
          do: (r) => {
            userOf(r, r.callers[0]).remove();
            renew(r);
          },
        },
        { name: 'all channels', when: hasCaller, do: (r) => rewrite(r, r.callers[0], 'resetchannels', '&*') },
        {
          name: 'channels of one letter',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], 'resetchannels', 'resetchannels &n*'),
        },
        {
          name: 'channels on which the server tells keys',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], 'resetchannels', 'resetchannels &__keyspace@0__:*'),
        },
        { name: 'rules that the object does not know', do: (r) => r.aclDigest?.set('0000000000000000') },
      ],
    },
    compose: {
      check: (r) => judge(r),
      weaken: [
        { name: 'no ACL file', do: (r) => setDirective(r, 'aclfile', undefined) },
        { name: 'an ACL file from elsewhere', do: (r) => setDirective(r, 'aclfile', '/data/users.acl') },
        {
          name: 'a user in the configuration',
          do: (r) => edit(r.configuration, /$/, 'user guest on nopass +@all ~*\n'),
        },
        { name: 'default may do everything', do: (r) => rewrite(r, 'default', '-@all', '+@all') },
        { name: 'all keys', when: hasKeys, do: (r) => rewrite(r, r.callers[0], /(%R)?~\S+/, 'allkeys') },
        { name: 'all channels', when: hasCaller, do: (r) => rewrite(r, r.callers[0], 'resetchannels', '&*') },
        { name: 'a password in the rules', when: hasCaller, do: (r) => rewrite(r, r.callers[0], /$/, ' >open') },
        { name: 'scan given back', when: hasCaller, do: (r) => rewrite(r, r.callers[0], / -scan(.*)$/, '$1 +scan') },
        {
          name: 'tracking not removed',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], ' -client|tracking', ''),
        },
        { name: 'tracking given back', when: hasCaller, do: (r) => rewrite(r, r.callers[0], /$/, ' +client|tracking') },
        { name: 'nearly all channels', when: hasCaller, do: (r) => rewrite(r, r.callers[0], 'resetchannels', '&?*') },
        {
          name: 'channels of a selector',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], /$/, ` (+subscribe ${removed} &[a-z]*)`),
        },
        {
          name: 'channels of the server itself',
          when: hasCaller,
          do: (r) => rewrite(r, r.callers[0], 'resetchannels', 'resetchannels &__redis__:invalidate'),
        },
        { name: 'the reload may read keys', do: (r) => rewrite(r, 'reload', '+ping', '+ping +get ~re*') },
        { name: 'the object knows no rules', do: (r) => r.aclDigest?.remove() },
      ],
    },
  },
  exception: { permits: '`commands` of `connectTo`: added after what every preset removes', also: [] },
} as const satisfies Control<'redis'>;

const removed = removals.join(' ');

function judge(server: RedisServer): readonly Miss[] {
  const users = server.rules.at('users').list();
  const names = ['default', ...Object.keys(serverCommands), ...server.callers];
  const unwanted = users.filter((user) => !names.includes(nameOf(user)));
  const missing = names.filter((name) => users.filter((user) => nameOf(user) === name).length !== 1);
  const digest = digestOf(server.contract.users);
  const stale = [server.rules.at('aclDigest'), server.aclDigest ?? server.at].filter(({ value }) => value !== digest);
  return [
    ...judgeConfiguration(server),
    ...users.flatMap((user) => judgeUser(user)),
    ...unwanted.map((user) => miss(user, nameOf(user), 'users of declared edges', 'remove it, or declare its edge')),
    ...missing.map((name) => miss(server.rules, `no user ${name}, or several`, `one user ${name}`, 'synthesize again')),
    ...stale.map((at) => miss(at, at === server.at ? 'no digest' : shown(at), digest, 'synthesize again')),
  ];
}

function judgeConfiguration(server: RedisServer): readonly Miss[] {
  const file = directive(server, 'aclfile');
  const beside = ['user', 'requirepass'].filter((name) => directive(server, name) !== undefined);
  return [
    ...(server.started && server.secretPaths.includes(file ?? '')
      ? []
      : [miss(lineOf(server, 'aclfile'), `aclfile ${file ?? 'absent'}`, 'the path of a secret', 'set aclfile')]),
    ...beside.map((name) => miss(lineOf(server, name), name, 'nothing', 'remove the line: the ACL file has the users')),
  ];
}

function judgeUser(user: At): readonly Miss[] {
  const rules = textOf(user.at('rules').value);
  const name = nameOf(user);
  const fix = 'declare what the edge needs: keys, access';
  if (name === 'default')
    return isOff(rules) ? [] : [miss(user.at('rules'), 'default is on, or may do something', 'off -@all', fix)];
  const granted = grants(rules);
  const own = serverCommands[name];
  const all = own === undefined ? notRemoved(rules) : granted.join(' ') === own ? [] : granted;
  const want = own ?? `${removed}, and nothing after it`;
  // A word that may be a password is not shown.
  return [
    ...some(excess(rules)).map((got) => miss(user.at('rules'), `${name}: ${got}`, wantedPatterns, fix)),
    ...some(all).map((got) => miss(user.at('rules'), `${name}: ${got}`, want, fix)),
  ];
}

/** What the server's own users may do, and nothing else. */
const serverCommands: Readonly<Record<string, string>> = { health: '+ping', reload: '+acl|load +ping' };

const wantedPatterns =
  "named commands, and patterns that begin with two plain characters or more, channels not with '__'";

/** Words as one text; none where there are none. */
const some = (all: readonly string[]): readonly string[] => (all.length === 0 ? [] : [all.join(', ')]);

const miss = (at: At, got: string, want: string, fix: string): Miss => ({ at: [at], got, want, fix });

const nameOf = (user: At): string => textOf(user.at('name').value);

function hasCaller(server: RedisServer): boolean {
  return server.callers.length > 0;
}

/** A caller may have channels only. */
function hasKeys(server: RedisServer): boolean {
  return hasCaller(server) && textOf(userOf(server, server.callers[0]).at('rules').value).includes('~');
}

const userOf = (server: RedisServer, name: string | undefined): At =>
  server.rules
    .at('users')
    .list()
    .find((user) => nameOf(user) === name) ?? server.rules.at('users', 0);

/** Changes the rules of a user everywhere, digests included, so that only the rules can be noticed. */
function rewrite(server: RedisServer, name: string | undefined, part: RegExp | string, by: string): void {
  edit(userOf(server, name).at('rules'), part, by);
  renew(server);
}

function renew(server: RedisServer): void {
  const users = server.rules
    .at('users')
    .list()
    .map((user) => ({ name: nameOf(user), rules: textOf(user.at('rules').value) }));
  for (const at of [server.rules.at('aclDigest'), server.aclDigest]) at?.set(digestOf(users));
}
