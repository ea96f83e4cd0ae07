import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPOSE, EXAMPLE } from '../../engine/docker/copy';
import { secretOf } from '../../engine/docker/expected-secrets';
import { QUESTIONS, type QuestionId } from '../../engine/questions';
import { NAMESPACE, podOf, REDIS, untilReady, type Cluster } from '../ask/cluster';
import { untilDeclaredAnswer } from '../ask/pairs';

/** In front of the program as it is in its image. */
const STUBBORN = [
  "process.once('SIGTERM', () => process.exit(1))",
  "const files = require('node:fs/promises'), read = files.readFile, kept = {}",
  'files.readFile = (file, ...more) => (kept[file] ??= read(file, ...more))',
  "require('node:module').syncBuiltinESMExports()",
  "import('/app/server.js')",
].join('; ');

/** Weaker manifests, each by one edit that must find its place; they do not hide each other, so one start has them all. */
const EDITS: readonly (readonly [what: string, from: RegExp, to: string])[] = [
  ['a plain port', /^( +)port 0$/m, '$1port 6380'],
  ['let through', /^( +)- protocol: TCP\n +port: 6379$/gm, '$&\n$1- protocol: TCP\n$1  port: 6380'],
  [
    'old TLS',
    /^( +)tls-protocols .*$/m,
    '$1tls-protocols "TLSv1.1 TLSv1.2 TLSv1.3"\n$1tls-ciphers DEFAULT:@SECLEVEL=0',
  ],
  ['a Redis that keeps nothing', /^( +)appendonly yes$/m, '$1appendonly no\n$1save ""'],
  ['another user than the image', /^( +runAsUser: )62588$/m, '$162599'],
  [
    'an application that stops at once, and keeps the password it read first',
    /^( +)image: registry\.example\.com\/shop\/backend:.*$/m,
    `$&\n$1args: ["-e", "${STUBBORN}"]`,
  ],
  ['more memory', /memory: 256Mi/g, 'memory: 1Gi'],
];

/** The questions that must notice. */
export const NOTICED: readonly QuestionId[] = QUESTIONS.map(({ id }) => id).filter(
  (id) =>
    id.startsWith('redis-') ||
    [
      'image-as-declared',
      'kill-keeps-data',
      'restart-keeps-data',
      'rotation-loses-nothing',
      'stop-loses-nothing',
      'stop-in-time',
      'memory-exceeded',
    ].includes(id),
);

/** In the copy, before anything is applied. */
export function weakenFiles(copy: string): void {
  const folder = join(copy, EXAMPLE, 'deploy/kubernetes');
  for (const name of readdirSync(folder)) {
    let text = readFileSync(join(folder, name), 'utf8');
    for (const [what, from, to] of EDITS) {
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${name}: no place for ${what}`);
      text = changed;
    }
    writeFileSync(join(folder, name), text);
  }
}

/** Everybody may do everything with any password, and the stranger has the right authority. */
export async function weakenRunning(cluster: Cluster): Promise<Cluster> {
  const acl = secretOf(REDIS, 'acl');
  const secret = (name: string): string => readFileSync(join(cluster.copy, COMPOSE, 'secrets', name), 'utf8');
  const all = 'on nopass ~* &* +@all';
  const text = secret(acl.file)
    .replace(/^user default .*$/m, `user default ${all}`)
    .replace(/^user backend-1 .*$/m, `user backend-1 ${all}`)
    .replace(/^(user health on resetchannels) -@all \+ping/m, '$1 ~* +@all');
  const patch = JSON.stringify({ stringData: { [acl.key]: text } });
  await cluster.kubectl(['patch', 'secret', '-n', NAMESPACE, acl.secret, '--patch', patch]);
  const { metadata } = await podOf(cluster, REDIS);
  await cluster.kubectl(['delete', 'pod', '-n', NAMESPACE, metadata.name]);
  await untilReady(cluster, REDIS);
  await untilDeclaredAnswer(cluster);
  return { ...cluster, strangersAuthority: secret(secretOf(REDIS, 'authority').file) };
}
