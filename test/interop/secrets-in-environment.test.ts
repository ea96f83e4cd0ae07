import { Exceptions, HardenedChart, Image, NodeService, Redis } from 'cdk8s-hardened';
import { parseAllDocuments } from 'yaml';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { synthesize, type Synthesized } from '../programs/synthesize';

/*
 * A program that reads secrets from the environment only: one exception, and nothing but the way of those values changes.
 * Seen red: a limit and a read-only root that went with it, variables of files that are no longer there, secrets both in
 * file and variable.
 */
const program = (inEnvironment: boolean): Synthesized =>
  synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    const redis = new Redis(chart, 'redis');
    const kubernetes = { secret: 'stripe', key: 'api-key' };
    const secret = { name: 'stripe-key', kubernetes, fileVariable: 'STRIPE_KEY_FILE' };
    const web = new NodeService(chart, 'web', {
      image: Image.of(NODE_IMAGE),
      port: 3000,
      secrets: [inEnvironment ? { ...secret, valueVariable: 'STRIPE_KEY' } : secret, { name: 'licence' }],
    });
    const beside = new NodeService(chart, 'beside', { image: Image.of(NODE_IMAGE), port: 3000, secrets: [secret] });
    web.connectTo(redis, { keys: ['web:*'], access: 'read-write' });
    beside.connectTo(redis, { keys: ['beside:*'], access: 'read-only' });
    if (inEnvironment) Exceptions.of(web).allow('secrets-as-files', { reason: 'it reads the environment only' });
  });

/** Every leaf of every file, by file, object and pointer; items of lists by name where they have one. */
function leaves({ files }: Synthesized): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return void found.set(path, String(value));
    for (const [key, item] of Object.entries(value)) visit(item, `${path}/${nameOf(item, key)}`);
  };
  for (const { path, text } of files) {
    if (!/\.(yaml|json)$/.test(path)) found.set(path, text);
    else
      for (const document of parseAllDocuments(text)) {
        const value = document.toJS() as { readonly kind?: string; readonly metadata?: { readonly name: string } };
        visit(value, value.kind ? `${value.kind}/${value.metadata?.name}` : path);
      }
  }
  return found;
}

/** Items of lists are told apart by what names them. */
function nameOf(item: unknown, key: string): string {
  if (!/^\d+$/.test(key) || typeof item !== 'object' || item === null) return key;
  const { name, key: itemKey, source, control, secret } = item as Readonly<Record<string, unknown>>;
  const inner =
    typeof secret === 'object' && secret !== null ? (secret as { readonly name?: unknown }).name : undefined;
  const text = [name, itemKey, source, control, inner].find((each) => typeof each === 'string');
  return typeof text === 'string' ? text : key;
}

/** What differs, each as `- pointer` or `+ pointer: value`. */
function changes(before: Synthesized, after: Synthesized): readonly string[] {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => (now.has(path) ? `+ ${path}: ${now.get(path)}` : `- ${path}`))
    .sort();
}

test('one exception of secrets-as-files moves values to the environment, and changes nothing else', () => {
  expect(changes(program(false), program(true))).toEqual(
    [
      ...inOutput('Deployment/web/spec/template/spec', [
        '+ containers/web/env/REDIS_AUTH/name: REDIS_AUTH',
        '+ containers/web/env/REDIS_AUTH/valueFrom/secretKeyRef/key: auth',
        '+ containers/web/env/REDIS_AUTH/valueFrom/secretKeyRef/name: web.redis',
        '+ containers/web/env/STRIPE_KEY/name: STRIPE_KEY',
        '+ containers/web/env/STRIPE_KEY/valueFrom/secretKeyRef/key: api-key',
        '+ containers/web/env/STRIPE_KEY/valueFrom/secretKeyRef/name: stripe',
        '- containers/web/env/REDIS_AUTH_FILE/name',
        '- containers/web/env/REDIS_AUTH_FILE/value',
        '- containers/web/env/STRIPE_KEY_FILE/name',
        '- containers/web/env/STRIPE_KEY_FILE/value',
        '- volumes/secrets/projected/sources/stripe/secret/items/api-key/key',
        '- volumes/secrets/projected/sources/stripe/secret/items/api-key/path',
        '- volumes/secrets/projected/sources/stripe/secret/name',
        '- volumes/secrets/projected/sources/web.redis/secret/items/auth/key',
        '- volumes/secrets/projected/sources/web.redis/secret/items/auth/path',
      ]),
      ...inOutput('Deployment/web/metadata/annotations/cdk8s-hardened', [
        '+ exception.secrets-as-files: it reads the environment only',
      ]),
      ...inOutput('compose/shop/compose.yaml', [
        '+ services/web/env_file/0: ./secrets/web.env',
        '+ services/web/x-hardened/exceptions/secrets-as-files: it reads the environment only',
        '- secrets/web.redis-auth/file',
        '- services/web/environment/REDIS_AUTH_FILE',
        '- services/web/environment/STRIPE_KEY_FILE',
        '- services/web/secrets/stripe-key/source',
        '- services/web/secrets/stripe-key/target',
        '- services/web/secrets/web.redis-auth/source',
        '- services/web/secrets/web.redis-auth/target',
      ]),
      ...inOutput('hardened.json/projects/shop/exceptions/secrets-as-files', [
        '+ control: secrets-as-files',
        '+ project: false',
        '+ reason: it reads the environment only',
        '+ scope: shop/web',
        '+ workloads/0: web',
      ]),
      ...inOutput('hardened.json/projects/shop/secrets', [
        '+ stripe-key/readers/0/env: STRIPE_KEY',
        '+ web.env/file: web.env',
        '+ web.env/kind: env',
        '+ web.env/name: web.env',
        '+ web.env/variables/REDIS_AUTH: web.redis-auth',
        '+ web.env/variables/STRIPE_KEY: stripe-key',
        '+ web.redis-auth/readers/0/env: REDIS_AUTH',
        '- stripe-key/readers/0/path',
        '- web.redis-auth/readers/0/path',
      ]),
    ].sort(),
  );
});

/** Lines of `changes` below a place. */
const inOutput = (place: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${line.slice(0, 2)}${place}/${line.slice(2)}`);
