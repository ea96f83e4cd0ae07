import { controls } from '../../lib/controls';
import { symptoms } from '../../lib/audit/symptoms';
import { explain } from '../../lib/audit/symptoms/explain';
import { controlText, symptomText } from '../../lib/audit/symptoms/text';

/*
 * Messages of other people's programs lead to the right symptom.
 */
test('every symptom finds its own message first, and says what to do', () => {
  const wrong = symptoms.flatMap(({ id, message }) => {
    const [first] = explain(message).found;
    return first?.symptom.id === id ? [] : [`${id}: ${message}: ${first?.symptom.id ?? 'nothing'}`];
  });
  expect(wrong).toEqual([]);
  expect(new Set(symptoms.map(({ id }) => id)).size).toBe(symptoms.length);
});

test.each([
  ["node:fs:573\nError: EROFS: read-only file system, mkdir '/home/node/.npm'", 'read-only-file-system'],
  ["mkdir: cannot create directory '/x': Read-only file system", 'read-only-file-system'],
  ['backend-1  | Error: getaddrinfo EAI_AGAIN registry.npmjs.org', 'name-not-resolved'],
  ['ReplyError: NOAUTH Authentication required.', 'no-authentication'],
  ["[ErrorReply: NOPERM User worker has no permissions to run the 'scan' command]", 'command-not-permitted'],
  ['NOPERM No permissions to access a key', 'key-not-permitted'],
  ['Error: connect ECONNREFUSED ::1:5432', 'connection-refused'],
  ["  code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'", 'unknown-authority'],
  ['    Reason:       OOMKilled', 'memory-killed'],
  ['gosu: failed switching to "redis": operation not permitted', 'change-user'],
  ['chown: /data: Operation not permitted', 'change-owner'],
  ['/docker-entrypoint.sh: fork: retry: Resource temporarily unavailable', 'too-many-processes'],
])('%j', (text, id) => {
  expect(explain(text).found.map(({ symptom }) => symptom.id)).toEqual([id]);
});

test('a log gives each symptom once, in its order', () => {
  const log =
    'a | NOAUTH Authentication required.\nb | fine\na | NOAUTH Authentication required.\nb | ENOSPC: no space left';
  expect(explain(log).found.map(({ symptom }) => symptom.id)).toEqual(['no-authentication', 'temporary-space']);
});

test('the id of every control gives its text, with its exception and both targets', () => {
  for (const control of controls) {
    expect(explain(control.id).control).toBe(control);
    const text = controlText(control);
    expect(text).toContain(control.title);
    expect(text).toMatch(/^Kubernetes: .*\nCompose: .*\nException: /m);
    if (control.exception !== 'never') expect(text).toContain(`.allow('${control.id}', { reason })`);
  }
});

test('what is not known gives what is near', () => {
  expect(explain('read-only-rot')).toMatchObject({ control: undefined, found: [] });
  expect(explain('read-only-rot').near[0]).toBe('read-only-root');
  expect(explain('non root').near).toContain('non-root-user');
});

test('a text for a terminal has no marks of Markdown', () => {
  for (const symptom of symptoms) expect(symptomText(symptom)).not.toContain('`');
});
