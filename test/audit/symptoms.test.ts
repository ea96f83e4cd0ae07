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
  ['OOMKilled', 'memory-killed'],
  ['Error: connect ETIMEDOUT 172.16.3.9:6432', 'no-answer'],
  ['gosu: failed switching to "redis": operation not permitted', 'change-user'],
  ['chown: /data: Operation not permitted', 'change-owner'],
  ['Warning: would violate PodSecurity "restricted:latest": runAsNonRoot != true', 'pod-refused'],
  ['MountVolume.SetUp failed for volume "certificates" : secret "web.server" not found', 'secret-missing'],
  ['spec: Error: secret "web.redis" not found', 'secret-missing'],
  ['volume "files" : references non-existent secret key: tls.key', 'secret-key-missing'],
  ["Error: couldn't find key auth in Secret shop/web.redis", 'secret-variable-missing'],
  ['Error: container has runAsNonRoot and image has non-numeric user (node), cannot verify user is', 'image-of-root'],
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
    expect(explain(control.id).controls).toEqual([control]);
    const text = controlText(control, 'docs/controls');
    expect(text).toContain(control.title);
    expect(text).toMatch(/^Kubernetes: .*\nCompose: .*\nException: /m);
    if (control.exception !== 'never') expect(text).toContain(`.allow('${control.id}', { reason })`);
  }
});

test('what is not known gives what is near', () => {
  expect(explain('read-only-rot')).toMatchObject({ controls: [], found: [] });
  expect(explain('read-only-rot').near[0]).toBe('read-only-root');
  expect(explain('non root').near).toContain('non-root-user');
});

/* Seen red: ids of symptoms that have nothing to do with the text, and messages of synth that were not known. */
test('what is near nothing is offered nothing', () => {
  expect(explain('connect EHOSTDOWN somewhere').near).toEqual([]);
  expect(explain('hello world').near).toEqual([]);
});

test('messages of synth lead to the controls that they name', () => {
  const log =
    '[x/api] pinned-image: registry.example.com/api:1 has no digest\n[x/api] read-only-root, memory-limit: …\nwrite EROFS: read-only file system (read-only-root)';
  const { controls: named, found } = explain(log);
  expect(named.map(({ id }) => id)).toEqual(['pinned-image', 'read-only-root', 'memory-limit']);
  expect(found.map(({ symptom }) => symptom.id)).toEqual(['read-only-file-system']);
  expect(explain('[x/api] port: got 80; allowed: 1024 to 65535; fix: listen').controls).toEqual([]);
});

test('a text for a terminal has no marks of Markdown', () => {
  for (const symptom of symptoms) expect(symptomText(symptom)).not.toContain('`');
});
