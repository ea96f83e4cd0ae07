import fc from 'fast-check';

/** A secret as generators make it: letters of both cases and digits. */
const secret = fc.tuple(
  fc.constantFrom('hQ7z', 'Wm3x', 'kT9r'),
  fc.stringMatching(/^[A-Za-z0-9]{16,28}$/),
  fc.constantFrom('8vX', '4nB'),
);

const SHAPES: readonly ((value: string) => string)[] = [
  (value) => `postgres://app:${value}@db.example.com/app`,
  (value) => `app:${value}@registry.example.com/x`,
  (value) => `http://api:3000/?token=${value}`,
  (value) => `api.example.com?key=${value}&x=1`,
  (value) => `hooks.slack.com/services/T0/B0/${value}`,
  (value) => `https://discord.com/api/webhooks/1/${value}`,
  (value) => `Authorization: Bearer ${value}`,
  (value) => `curl -H "X-Api: ${value}" http://localhost`,
  (value) => `app --db-password ${value}`,
  (value) => `app --token=${value}`,
  (value) => `redis-cli -a ${value} ping`,
  (value) => `user evil on >${value} ~* +@all`,
  (value) => `host=db password=${value} user=app`,
  (value) => `DB_PASSWORD=${value}`,
  (value) => `dbPassword: ${value}`,
  (value) => `{"auths":{"x":{"auth":"${value}"}}}`,
  (value) => `${['-----BEGIN', 'PRIVATE KEY-----'].join(' ')}\n${value}`,
  (value) => `one line\n${value}`,
];

/** A secret, and a text that holds it the way such texts do. */
export const secretText = fc
  .tuple(secret, fc.constantFrom(...SHAPES))
  .map(([parts, shape]) => ({ value: parts.join(''), text: shape(parts.join('')) }));
