import type { SecretKey } from './kubernetes-keys';

/** A Secret as it is sent to the API server. It has no annotations. */
export interface KubernetesSecret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly type: 'Opaque';
  /** Key to value, in base64. */
  readonly data: Readonly<Record<string, string>>;
}

/** Most bytes that the values of one Secret may have together: the API server refuses more. */
const MAX_SECRET_BYTES = 1024 * 1024;

/** The Secrets of one project, sorted by name, their keys too: the same values give the same bytes. */
export function kubernetesSecrets(
  chart: string,
  keys: readonly SecretKey[],
  valueOf: (file: string) => Buffer,
): readonly KubernetesSecret[] {
  return secretNames(keys).map((name) => {
    const own = keys.filter(({ secret }) => secret === name);
    const data = own.map(({ key, file }) => [key, valueOf(file).toString('base64')] as const);
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name,
        namespace: own[0]?.namespace ?? '',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-hardened', 'app.kubernetes.io/part-of': chart },
      },
      type: 'Opaque',
      data: Object.fromEntries(data.sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  });
}

/** One Secret that is larger than the API server takes gives one problem. */
export function checkSizes(keys: readonly SecretKey[], valueOf: (file: string) => Buffer): readonly string[] {
  return secretNames(keys).flatMap((name) => {
    const own = keys.filter(({ secret }) => secret === name);
    const bytes = own.reduce((sum, { file }) => sum + valueOf(file).length, 0);
    if (bytes <= MAX_SECRET_BYTES) return [];
    const files = [...new Set(own.map(({ file }) => file))].join(', ');
    const fix = 'shorten them, or give each a Secret of its own';
    return [`Secret ${name}: got ${bytes} bytes (${files}), allowed: ${MAX_SECRET_BYTES}, all keys together; ${fix}`];
  });
}

/** Names of the Secrets that keys belong to, sorted. */
export function secretNames(keys: readonly SecretKey[]): readonly string[] {
  return [...new Set(keys.map(({ secret }) => secret))].sort();
}

/**
 * YAML documents, each written as JSON: whatever splits such a stream can read it, and a value that looks like a number or
 * a word of YAML stays text.
 */
export function documents(secrets: readonly KubernetesSecret[]): string {
  return secrets.map((secret) => `---\n${JSON.stringify(secret, null, 2)}\n`).join('');
}
