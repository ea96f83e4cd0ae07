import { credentialIn, secretWord } from '../../lib/controls/helpers/credentials';
import { documentOf, parseFiles } from '../../lib/targets/documents';
import { judged } from '../loops/judge';
import { programs } from '../programs';

/** Made of parts, so that no scanner takes this file for a leak. */
const key = (...parts: readonly string[]): string => parts.join('');

test.each([
  ['a URL with a password', 'redis://:hunter2@redis:6379'],
  ['a URL with a password', 'see postgres://app:hunter2@db/app for more'],
  ['a private key', key('-----BEGIN EC ', 'PRIVATE KEY-----\nMHc=')],
  ['a private key', key('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----')],
  ['an access key of AWS', key('AKIA', 'A1B2'.repeat(4))],
  ['a token of GitHub', key('ghp_', 'aB3d'.repeat(9))],
  ['a token of GitHub', key('github_pat_', '11ABCDEFG0'.repeat(3))],
  ['a token of GitLab', key('glpat-', 'aB3d'.repeat(5))],
  ['a token of Slack', key('xoxb-', '1234567890-abcdef')],
  ['a key of Stripe', key('sk_live_', 'aB3d'.repeat(6))],
  ['a token of npm', key('npm_', 'aB3d'.repeat(9))],
  ['a key of Google', key('AIza', 'aB3dE'.repeat(7))],
  ['a JSON web token', key('eyJhbGciOiJI', '.eyJzdWIiOiIx', '.c2lnbmF0dXJl')],
  ['a password of Redis', 'port 0\nrequirepass hunter2\n'],
  ['a password on a command line', 'redis-server --requirepass hunter2'],
  ['a password on a command line', 'app --password=hunter2'],
  ['a password on a command line', 'app --db-password=hunter2'],
  ['a password on a command line', '--db.password  "hunter2"'],
  ['a password on a command line', 'app --push_token hunter2'],
  ['a password on a command line', 'app -pass hunter2'],
  ['a password on a command line', 'app --aws-secret-key=hunter2'],
  ['a password on a command line', 'app --apikey hunter2 --port 1'],
  ['a long random text', key('qT7vZ1mXw9LrB4nK', 'c8sHj2dFy6pGa3uE')],
])('%s is seen in %s', (looksLike, text) => {
  expect(credentialIn(text)).toBe(looksLike);
});

test.each([
  'rediss://backend-1@redis:6379',
  'https://example.com:8443/path',
  'postgres://app:$(DB_PASSWORD)@db/app',
  'redis:8.2.3-alpine@sha256:08ad0b1d280850169a790dba1393ff7a90aef951fc19632cf4d3ce4f78e679ba',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'sha512-AXsyZ/7mLc2oSPRrsx5C7YVm9mBmBdSjsuTLmvLTHyAXkqIEOPQ3Vtlz1Y1Bx3jT0j7QKs6W2WX4EWtQdTfYFg==',
  '550e8400-e29b-41d4-a716-446655440000',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  'app.kubernetes.io/managed-by',
  '/usr/local/share/Applications/MyProgram2/Version10/Resources',
  'on resetchannels ~session:* -@all +@read +@write -@dangerous',
  'com.docker.network.bridge.enable_ip_masquerade',
  'redis-cli --tls --cacert /secrets/ca.crt --user health ping',
  'app --password /secrets/password',
  'app --token-file /secrets/token',
  'app --password "$(cat /secrets/password)"',
  'app --db-password=${DB_PASSWORD}',
  'app --token --port 3000',
  'app --public-key 0123456789abcdef --bypass yes --compass north',
  'REDISCLI_AUTH="$(cat /secrets/health)" redis-cli ping',
  'AbstractSingletonProxyFactoryBeanWithoutAnyDigits',
])('%s is no credential', (text) => {
  expect(credentialIn(text)).toBeUndefined();
});

test('names of variables that speak of a secret', () => {
  const speaks = [
    'PASSWORD',
    'DB_PASSWORD',
    'api_token',
    'CLIENT_SECRET',
    'AWS_CREDENTIALS',
    'TOKEN_SALT',
    'DB_PASS',
    'PASSWD',
    'DB_PWD',
    'APIKEY',
    'MAPS_API_KEY',
    'ACCESS_KEY',
    'PRIVATE_KEYS',
    'DATA_ENCRYPTION_KEY',
    'SIGNING_KEY',
    'DB_PW',
    'KEY_PASSPHRASE',
    'dbPassword',
    'stripeApiKey',
    'apiToken',
  ];
  const silent = [
    'PASSWORD_FILE',
    'TOKEN_TTL',
    'SECRET_PATH',
    'TOKEN_URL',
    'TOKENIZER',
    'SECRETARY',
    'REDIS_AUTH_FILE',
    'DB_PASS_FILE',
    'API_KEY_URL',
    'PRIVATE_KEY_PATH',
    'SIGNING_KEY_TTL',
    'AWS_ACCESS_KEY_ID',
    'TOKEN_ID',
    'PUBLIC_KEY',
    'API_PUBLIC_KEY',
    'PARTITION_KEY',
    'BYPASS',
    'COMPASS',
    'PWD',
    'PW',
    'PASSWORD_MIN_LENGTH',
    'CSRF_TOKEN_NAME',
    'AUTH_TOKEN_HEADER',
    'csrfTokenName',
    'TOKEN_EXPIRY',
    'tokenizer',
    'http2Passthrough',
  ];
  expect([...speaks, ...silent].filter(secretWord)).toEqual(speaks);
});

test('a finding about a variable names its workload and never its value', () => {
  const value = 'hunter2hunter2';
  const documents = parseFiles(programs[0]?.files ?? []).map((document) =>
    document.file.endsWith('compose.yaml')
      ? documentOf(document.file, document.index, {
          services: { 'backend-1': { environment: { DB: `postgres://app:${value}@db/app`, DB_PASSWORD: value } } },
        })
      : document,
  );
  const found = judged(documents).findings.filter(({ control }) => control === 'no-secret-values');
  expect(found.map(({ workload, got }) => [workload, got])).toEqual([
    ['backend-1', 'DB: a URL with a password'],
    ['backend-1', 'DB_PASSWORD: a secret by its name'],
  ]);
  expect(JSON.stringify(found)).not.toContain(value);
});
