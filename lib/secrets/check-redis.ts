import { isLabel, isUserName } from './names';
import { items, member, problemAt, textOf } from './place';
import type { Place } from './place';

/** What is wrong with the Redis servers of a project: their ACL users. */
export function checkRedis(project: Place): readonly string[] {
  const servers = items(member(project, 'redis'));
  const passwords = items(member(project, 'secrets'))
    .filter((secret) => member(secret, 'kind').value === 'password')
    .map((secret) => textOf(member(secret, 'name')));
  return [
    ...repeated(servers.map((server) => member(server, 'workload'))),
    ...servers.flatMap((server) => [...checkWorkload(server), ...checkUsers(server, passwords)]),
  ];
}

/** One problem for each place whose text another place before it has already. */
export function repeated(places: readonly Place[]): readonly string[] {
  return places
    .filter((place, index) => place.value !== undefined && places.findIndex((p) => p.value === place.value) < index)
    .map((place) => problemAt(place, 'a name that is not used already'));
}

/** The workload that something of the contract is about. */
export function checkWorkload(of: Place): readonly string[] {
  const workload = member(of, 'workload');
  return isLabel(textOf(workload) ?? '') ? [] : [problemAt(workload, 'the name of a workload, a DNS label')];
}

function checkUsers(server: Place, passwords: readonly (string | undefined)[]): readonly string[] {
  const users = member(server, 'users');
  const hasDefault = items(users).some((user) => member(user, 'name').value === 'default');
  return [
    ...(Array.isArray(users.value) ? [] : [problemAt(users, 'a list')]),
    // Redis lets anybody in as a `default` that its file does not mention.
    ...(hasDefault ? [] : [problemAt(users, 'a list with the user default, off', { got: 'no user default' })]),
    ...repeated(items(users).map((user) => member(user, 'name'))),
    ...items(users).flatMap((user) => checkUser(user, passwords)),
  ];
}

function checkUser(user: Place, passwords: readonly (string | undefined)[]): readonly string[] {
  const name = member(user, 'name');
  const rules = member(user, 'rules');
  const password = member(user, 'password');
  const words = (textOf(rules) ?? '').split(' ');
  const on = !words.includes('off') || words.includes('on');
  return [
    ...(isUserName(textOf(name) ?? '') ? [] : [problemAt(name, 'letters, digits, dots, dashes and underscores')]),
    ...checkRules(rules, words),
    ...(password.value === undefined || passwords.includes(textOf(password))
      ? []
      : [problemAt(password, 'the name of a secret of kind password', { got: 'a name that no such secret has' })]),
    ...(on && (password.value === undefined || name.value === 'default')
      ? [problemAt(rules, 'off, for default and for a user without a password', { got: 'a user that is on' })]
      : []),
  ];
}

/** Words that carry a password or do without one. The rules come from the contract, which holds no values. */
const PASSWORD_WORD = /^([<>#!].*|nopass|resetpass|reset)$/i;

function checkRules(rules: Place, words: readonly string[]): readonly string[] {
  if (words.some((word) => PASSWORD_WORD.test(word))) {
    // The value is not shown: it may be a password.
    return [problemAt(rules, 'rules without a password, reset or nopass', { got: 'a rule about passwords' })];
  }
  const text = textOf(rules) ?? '';
  return /^[!-~]+( [!-~]+)*$/.test(text) ? [] : [problemAt(rules, 'ACL rules in one line, one space between them')];
}
