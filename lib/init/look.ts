import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { label, type Found, type FoundApart, type FoundRedis } from './found';
import { list } from './json';
import { kindsOf, type Neighbour } from './kinds';
import { leftovers } from './leftovers';
import { alone, lookAtWorkload } from './look-workload';
import { readCompose, type FoundComposeService } from './read-compose';
import { readPackage } from './read-package';

const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** Looks at package.json, Dockerfile and Compose file of a folder. Reads only. */
export function look(folder: string): Found {
  const read = (...path: readonly string[]): string | undefined => {
    const file = join(folder, ...path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  };
  const composeFile = COMPOSE.find((name) => existsSync(join(folder, name))) ?? '';
  const compose = readCompose(composeFile === '' ? undefined : read(composeFile));
  const own = readPackage(read('package.json'));
  const name = label(own?.name ?? basename(resolve(folder)), 'app');
  const built = compose.services.some(({ context }) => context !== undefined);
  const services = built ? compose.services : [alone(name), ...compose.services];
  const all = kindsOf(services);
  const each = (...kinds: readonly Neighbour['kind'][]) =>
    services.flatMap((service) => {
      const neighbour = all.get(service.name);
      return neighbour && kinds.includes(neighbour.kind) ? [{ service, neighbour }] : [];
    });
  const servers = each('redis').map(({ service, neighbour }) => redisFor(service, neighbour.id));
  // Without a Compose file that says who calls whom, a client among the dependencies is all there is to go by.
  const guessed = !built && servers.length <= 1 && own?.redis === true;
  const redis = guessed && servers.length === 0 ? [{ name: 'redis', stored: true, left: [GUESSED_REDIS] }] : servers;
  const workloads = each('job', 'service', 'worker', 'image').map(({ service, neighbour }) => {
    const workload = lookAtWorkload(service, neighbour, { project: name, read, all });
    if (workload.edges.some(({ kind }) => kind === 'redis') || 'reference' in workload.image) return workload;
    if (guessed && service === services[0])
      return { ...workload, edges: redis.map((server) => ({ ...EDGE, to: server.name })) };
    const client = readPackage(read(service.context ?? '.', 'package.json'))?.redis === true && redis.length > 0;
    return client ? { ...workload, left: [...workload.left, UNNAMED] } : workload;
  });
  return {
    name,
    module: own?.module === true,
    // Jobs first: what comes after them names them.
    workloads: [...workloads].sort((a, b) => Number(b.construct === 'NodeJob') - Number(a.construct === 'NodeJob')),
    redis,
    apart: each('database', 'apart').map(({ service, neighbour }) => apartFor(service, neighbour, composeFile)),
    left: compose.others.map((part) => `${part} of ${composeFile}: not taken over`),
  };
}

const EDGE = { kind: 'redis', as: undefined, any: false, server: {} } as const;
const GUESSED_REDIS = 'package.json has a client of Redis, so the program has a server for it';
const UNNAMED =
  'its package.json has a client of Redis, and neither depends_on nor environment names a server: if it needs one, add connectTo';

function redisFor(service: FoundComposeService, name: string): FoundRedis {
  const stored = list(service.raw['volumes']).length > 0;
  const { command, entrypoint, image = '' } = service;
  return {
    name,
    stored,
    left: [
      `${image} became the pinned Redis 8.2 of this package, over TLS`,
      ...(stored ? ['a storage of 1 GiB is a guess, and new: nothing of the old data is in it'] : []),
      ...((command ?? entrypoint)
        ? ['its command: not taken over, see memory, eviction and persistence of Redis']
        : []),
      ...Object.keys(service.env).map((variable) => `${variable}: not taken over`),
      ...(service.raw['healthcheck'] === undefined ? [] : ['healthcheck: not taken over, Redis has one']),
      ...['mem_limit', 'cpus', 'user', 'deploy']
        .filter((key) => key in service.raw)
        .map((key) => `${key}: not taken over`),
      ...leftovers(service, false),
    ],
  };
}

function apartFor(service: FoundComposeService, { kind, id }: Neighbour, file: string): FoundApart {
  const what = `${service.image ?? 'no image'} of ${file} is not part of the program`;
  return {
    name: service.name,
    left: [
      kind === 'database'
        ? `${what}: its callers connect to a server at ${id}.example.com, put the host of yours there`
        : `${what}: where its image runs as another user than root and on ports from 1024 on, add a Workload by hand`,
      ...((service.command ?? service.entrypoint) ? ['its command: not taken over'] : []),
      ...Object.keys(service.env).map((variable) => `${variable}: not taken over`),
      ...Object.keys(service.waits).map((other) => `depends_on ${other}: not taken over`),
      ...['healthcheck', 'mem_limit', 'cpus', 'pids_limit', 'user', 'restart']
        .filter((key) => key in service.raw)
        .map((key) => `${key}: not taken over`),
      ...leftovers(service, false),
    ],
  };
}
