import type { Symptom } from './symptom';

const cli = 'redis redis-cli --tls --cacert /secrets/ca.crt -h localhost';
const asApplication = `docker compose exec -T -e REDISCLI_AUTH="$(cat secrets/backend-1.redis-auth)" ${cli} --user backend-1`;

/** What Redis answers. */
export const redisSymptoms = [
  {
    id: 'no-authentication',
    place: 'redis',
    message: 'NOAUTH Authentication required.',
    matches: /NOAUTH/,
    controls: ['redis-least-privilege'],
    why: 'The user `default` is off: who does not name a user and a password may do nothing.',
    remedy:
      'Send the user of `REDIS_URL` with the password in the file that `REDIS_AUTH_FILE` names, before any command.',
    command: `docker compose exec -T ${cli} get session:1`,
  },
  {
    id: 'wrong-password',
    place: 'redis',
    message: 'WRONGPASS invalid username-password pair or user is disabled.',
    matches: /WRONGPASS/,
    controls: ['redis-least-privilege'],
    why: 'The password is another one, or it was sent for the user `default`; the user is named after the caller.',
    remedy:
      'Send `username` too. After new secrets run `cdk8s-hardened secrets init` and start both sides again; line breaks at the end of the file are no part of the password.',
    command: `docker compose exec -T -e REDISCLI_AUTH=other ${cli} --user backend-1 get session:1`,
  },
  {
    id: 'command-not-permitted',
    place: 'redis',
    message: "NOPERM User backend-1 has no permissions to run the 'keys' command",
    matches: /NOPERM.*has no permissions to run/,
    controls: ['redis-least-privilege'],
    why: '`access` grants a preset of commands; `KEYS`, `SCAN`, `FLUSHALL`, `CONFIG` and scripts are in none.',
    remedy:
      "Choose another `access`, or name the command: `connectTo(redis, { …, commands: ['eval'] })` with `Exceptions.of(…).allow('redis-least-privilege', { reason })`.",
    command: `${asApplication} keys '*'`,
  },
  {
    id: 'key-not-permitted',
    place: 'redis',
    message: 'NOPERM No permissions to access a key',
    matches: /NOPERM.*(access a key|keys? used as arguments)/,
    controls: ['redis-least-privilege'],
    why: 'The caller may use the key patterns of its connection only.',
    remedy:
      "Add the pattern: `connectTo(redis, { keys: ['session:*', 'cart:*'], … })`; a prefix option of the client must match it.",
    command: `${asApplication} get cart:1`,
  },
] as const satisfies readonly Symptom[];
