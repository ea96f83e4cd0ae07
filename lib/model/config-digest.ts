import { createHash } from 'node:crypto';
import type { ConfigFile } from './workload';

/** First 16 hex digits of a digest of all configuration files; `undefined` where there are none. Its change restarts the reader. */
export function configDigest(files: readonly ConfigFile[]): string | undefined {
  if (files.length === 0) return undefined;
  const text = JSON.stringify(files.map(({ name, content }) => [name, content]));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
