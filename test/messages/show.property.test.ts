import fc from 'fast-check';
import { about, show } from '../../lib/model/problem';
import { redact } from '../../lib/model/redact';
import { secretText } from './secret-texts';

// Seen red: a header and a text of several lines inside JSON, and `dbPassword: …` that is not a whole text.
test('a message shows no secret, wherever a value holds it', () => {
  fc.assert(
    fc.property(secretText, ({ value, text }) => {
      const values = [text, [text], { token: text }, { x: [{ y: text }] }, ['sh', '-c', text]];
      const shown = [...values.map(show), about(`add "${text}" to it`, text), redact(JSON.stringify(values))];
      expect(shown.filter((message) => message.includes(value))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('an object whose names speak of a secret does not show it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{12,20}$/), fc.constantFrom('token', 'dbPassword', 'auth'), (value, key) => {
      expect(show([{ [key]: value }])).not.toContain(value);
    }),
  );
});

test.each([
  `redis:8.2.3-alpine@sha256:${'5'.repeat(64)}`,
  'registry.example.com:5000/shop/backend:1.0.0',
  'session:*',
  'http://api:3000/health',
  'team-shop@example.com',
  'PASSWORD_MIN_LENGTH',
  'DB_PASSWORD: a secret by its name',
  'nginx.ingress.kubernetes.io/auth-secret',
  '["node","server.js","--port","3000"]',
  '/var/run/secrets/hardened/redis-password',
  '/spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation',
  '203.0.113.0/24',
  '1000:1000',
])('%s is shown as it is', (text) => {
  expect(redact(text)).toBe(text);
});
