import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { label, type Found, type FoundService } from './found';
import { readCompose, type FoundComposeService } from './read-compose';
import { readDockerfile } from './read-dockerfile';
import { readPackage } from './read-package';

const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const LEAST_PORT = 1024;
const GUESSED_PORT = 3000;

/** Looks at package.json, Dockerfile and Compose file of a folder. Reads only. */
export function look(folder: string): Found {
  const notes: string[] = [];
  const read = (...path: readonly string[]): string | undefined => {
    const file = join(folder, ...path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const composeFile = COMPOSE.find((name) => existsSync(join(folder, name)));
  const compose = readCompose(composeFile === undefined ? undefined : read(composeFile));
  const servers = compose.filter(({ image }) => /(^|\/)(redis|valkey)([:@]|$)/.test(image ?? ''));
  const built = compose.filter(({ context }) => context !== undefined);
  for (const { name, image } of compose)
    if (!built.some((each) => each.name === name) && !servers.some((each) => each.name === name))
      notes.push(`${name} of ${composeFile} (${image ?? 'no image'}): add it by hand`);

  const alone: FoundComposeService = { name: '', image: undefined, context: '.', port: undefined, uses: [] };
  const own = readPackage(read('package.json'));
  const name = label(own?.name ?? basename(resolve(folder)), 'app');
  const wantsRedis = servers.length === 0 && own?.redis === true;
  const redis = wantsRedis ? ['redis'] : servers.map((server) => label(server.name, 'redis'));
  if (wantsRedis) notes.push('redis: package.json has a client of Redis, so the program has a server for it');

  const services = (built.length > 0 ? built : [alone]).map((service): FoundService => {
    const context = service.context ?? '.';
    const json = readPackage(read(context, 'package.json'));
    const text = read(context, 'Dockerfile');
    const dockerfile = text === undefined ? undefined : readDockerfile(text);
    const id = label(service.name === '' ? (json?.name ?? name) : service.name, 'app');
    if (!json) notes.push(`${id}: ${join(context, 'package.json')} is not there: synth will ask for it`);
    if (read(context, 'package-lock.json') === undefined)
      notes.push(`${id}: ${join(context, 'package-lock.json')} is not there: run npm install --package-lock-only`);
    if (dockerfile?.user === undefined && text !== undefined)
      notes.push(`${id}: its Dockerfile runs as root; the one that synth writes runs as a numeric user`);
    const uses = service.uses
      .filter((used) => servers.some((server) => server.name === used))
      .map((used) => label(used, 'redis'));
    return {
      // ACL users of a server itself.
      name: [...redis, 'default', 'health'].includes(id) ? `${id}-app` : id,
      context,
      main: mainFor(id, dockerfile?.main ?? json?.main, notes),
      port: portFor(id, service.port ?? dockerfile?.port, notes),
      redis: wantsRedis || (json?.redis === true && uses.length === 0) ? redis : uses,
    };
  });
  return { name, services, redis, notes };
}

function mainFor(id: string, found: string | undefined, notes: string[]): string {
  if (found === undefined) notes.push(`${id}: index.js is a guess: nothing says which file starts it`);
  return found ?? 'index.js';
}

function portFor(id: string, found: number | undefined, notes: string[]): number {
  if (found === undefined) {
    notes.push(`${id}: port ${GUESSED_PORT} is a guess: the process finds the port it is to listen on in PORT`);
    return GUESSED_PORT;
  }
  if (found >= LEAST_PORT) return found;
  notes.push(`${id}: port ${found} became ${8000 + found}: ports below ${LEAST_PORT} are for root; listen on PORT`);
  return 8000 + found;
}
