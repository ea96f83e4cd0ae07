import type { At } from '../../../controls/at';
import type { RedisServer } from '../../../controls/subject';
import { readRedisCommand, type RedisCommand } from '../../redis-text';
import { redisServer, type RedisPlace } from '../../redis-server';
import { unwrapShell } from '../../words';
import { environmentOf, wordsOfContainer } from './environment';
import { configFileAt, secretMountsOf, type MountContext } from './mounts';
import type { Pod } from './pods';

/** The Redis server of a pod, joined with its configuration text. */
export function redisOf(place: RedisPlace, pod: Pod, context: MountContext): RedisServer {
  const main = pod.containers.filter(({ list }) => list === 'containers').map(({ at }) => at);
  const commands = main.map((at) => [at, commandOf(at, pod, context)] as const);
  const [container, command] = commands.find(([, found]) => found !== undefined) ??
    commands[0] ?? [undefined, undefined];
  const path = command?.configuration;
  return redisServer(place, {
    at: pod.object.at,
    command,
    configuration:
      path === undefined || container === undefined ? undefined : configFileAt(pod, container, path, context),
    digest: ['annotations', 'labels']
      .map((key) => pod.metadata.at(key, place.label))
      .find(({ value }) => value !== undefined),
    secretPaths: container === undefined ? [] : secretMountsOf(pod, container, context).map((mount) => mount.path),
  });
}

function commandOf(container: At, pod: Pod, context: MountContext): RedisCommand | undefined {
  const words = wordsOfContainer(container, environmentOf(container, pod.namespace, context.objects).entries);
  const command = words === undefined ? undefined : unwrapShell(words);
  if (command === undefined) return undefined;
  // Without `command` the image's own entry point runs; for Redis that is its script.
  const own = container.at('command').list().length > 0;
  return readRedisCommand(own ? command : ['docker-entrypoint.sh', ...command]);
}
