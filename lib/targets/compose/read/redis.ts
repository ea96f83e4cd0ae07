import type { At } from '../../../controls/at';
import type { RedisServer } from '../../../controls/subject';
import { seenAs } from '../../cursor';
import { redisServer, type RedisPlace } from '../../redis-server';
import { readRedisCommand } from '../../redis-text';
import { textOf } from '../../values';
import { wordsOfService } from './commands';
import { namedValues } from './forms';
import { interpolated } from './interpolation';
import { configFileAt, secretMountsOf } from './mounts';

/** The Redis server of a service, joined with its configuration text. */
export function redisOf(place: RedisPlace, service: At, root: At, files: readonly At[]): RedisServer {
  const words = wordsOfService(service);
  const command = words === undefined ? undefined : readRedisCommand(words);
  const path = command?.configuration;
  return redisServer(place, {
    at: service,
    command,
    configuration: path === undefined ? undefined : configurationAt(root, service, path, files),
    digest: digestAt(service, place.label),
    secretPaths: secretMountsOf(root, service).map((mount) => mount.path),
  });
}

/** Text inside of the Compose file is interpolated like everything there; text in a file of its own is not. */
function configurationAt(root: At, service: At, path: string, files: readonly At[]): At | undefined {
  const at = configFileAt(root, service, path, files);
  const text = textOf(at);
  return at?.file !== root.file || text === undefined ? at : seenAs(at, interpolated(text));
}

function digestAt(service: At, label: string): At | undefined {
  const found = namedValues(service.at('labels')).find(({ name }) => name === label);
  if (found === undefined) return undefined;
  // In a list the item is `NAME=value`.
  return found.at.pointer.at(-1) === label ? found.at : seenAs(found.at, found.value);
}
