import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { held, notHeld, recorded } from '../answers';
import { APPLICATION, compose, container, REDIS, untilReady } from '../docker/stack';
import type { Ask } from './ask';

/** The committed files with another line in Redis' configuration and its digest, as synth would write them. */
export const restartsItsReader: Ask = async (stack) => {
  const edit = (file: string, from: RegExp, to: string): void => {
    const path = join(stack.folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };
  const ids = async (): Promise<readonly string[]> => [
    await container(stack, REDIS),
    await container(stack, APPLICATION),
  ];
  const before = await ids();
  edit('config/redis/redis.conf', /^maxmemory-policy .*$/m, '$&\ntcp-keepalive 60');
  edit('compose.yaml', /(cdk8s-hardened\/config: ).*/, '$1aaaaaaaaaaaaaaaa');
  await compose(stack, ['up', '-d', '--no-build', '--wait']);
  await untilReady(stack, 60_000);
  const after = await ids();
  if (before[0] === after[0]) return notHeld('Redis is still the same container');
  // Compose itself replaces what depends on a container that it replaces
  if (before[1] !== after[1])
    return recorded('Redis has a new container, and the application, which depends on it, too');
  return held('Redis has a new container, the application the same one');
};
