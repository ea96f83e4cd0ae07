import { label, type FoundWorkload, type Value } from './found';
import { record } from './json';
import { LEAST_PORT, type Neighbour } from './kinds';
import { leftovers } from './leftovers';
import { healthOf, limitsOf, portsFor } from './look-props';
import { readCommand } from './read-command';
import type { FoundComposeService } from './read-compose';
import { readDockerfile } from './read-dockerfile';
import { readEdges } from './read-edges';
import { readPackage } from './read-package';

/** Where a service is looked at. */
export interface Surroundings {
  readonly project: string;
  /** Text of a file of the folder. */
  readonly read: (...path: readonly string[]) => string | undefined;
  readonly all: ReadonlyMap<string, Neighbour>;
}

const GUESSED_PORT = 3000;
const UNASKED = 'nothing says how to ask whether its work is done: give it done, a command that looks for the result';
const CONSTRUCTS = { worker: 'NodeWorker', job: 'NodeJob', image: 'Workload' } as const;

/** A workload of the program for a service of the Compose file. */
export function lookAtWorkload(service: FoundComposeService, own: Neighbour, around: Surroundings): FoundWorkload {
  const construct = own.kind in CONSTRUCTS ? CONSTRUCTS[own.kind as keyof typeof CONSTRUCTS] : 'NodeService';
  const { edges, after, env, left } = readEdges(service, around.all);
  const found = construct === 'Workload' ? imageOf(service) : builtOf(service, own, construct, around);
  const limits = limitsOf(service, found.dockerfile, construct);
  const named = record('ports' in found.props ? found.props.ports : undefined) as Readonly<Record<string, Value>>;
  const health = healthOf(service, found.dockerfile, construct, { ...found.port, named });
  return {
    construct,
    name: own.id,
    image: found.image,
    props: {
      ...found.props,
      ...health.props,
      ...limits.props,
      ...(Object.keys(env).length > 0 && { env }),
    },
    edges,
    after,
    left: [
      ...found.left,
      ...health.left,
      ...limits.left,
      ...left,
      ...(construct === 'NodeJob' ? [UNASKED] : []),
      ...after.map((job) => `it waits for ${job}: not taken over until ${job} has done, see after`),
      ...leftovers(service, true),
    ],
  };
}

function imageOf({ image = '', ports, entrypoint, command }: FoundComposeService) {
  const numbers = [...new Set(ports.map(({ number }) => number))];
  return {
    image: { reference: image },
    dockerfile: undefined,
    port: { main: 0, moved: 0 },
    props: {
      ports: Object.fromEntries(numbers.map((port) => [`port-${port}`, port])),
      ...(entrypoint && { command: entrypoint }),
      ...(command && { args: command }),
    },
    left: [
      'which user its image can be, and which folders it writes, is not known here: it starts as another user, with nothing to write',
    ],
  };
}

function builtOf(
  service: FoundComposeService,
  { id, called }: Neighbour,
  construct: FoundWorkload['construct'],
  { project, read }: Surroundings,
) {
  const { context = '.', ports, env } = service;
  const json = readPackage(read(context, 'package.json'));
  const text = read(context, service.dockerfile);
  const dockerfile = text === undefined ? undefined : readDockerfile(text);
  const command = readCommand(service, json);
  const started = command?.main ?? dockerfile?.main ?? json?.main;
  const left = [
    ...(json ? [] : [`package.json is not there in ${context}: synth will ask for it`]),
    ...(read(context, 'package-lock.json') === undefined
      ? [`package-lock.json is not there in ${context}: run npm install --package-lock-only`]
      : []),
    ...(started === undefined ? ['index.js is a guess: nothing says which file starts it'] : []),
    ...(command?.props.command
      ? ['its command is taken over as it is: better give main, the file that node starts']
      : []),
    ...(dockerfile?.left ?? []),
  ];
  const [, given, tag] = /^([^@]+?)(?::([\w.-]+))?$/.exec(service.image ?? '') ?? [];
  const image = {
    context,
    name: given !== undefined && given.includes('/') ? given : `registry.example.com/${project}/${id}`,
    tag:
      tag !== undefined && tag !== 'latest'
        ? tag
        : /^[\w.-]+$/.test(json?.version ?? '')
          ? (json?.version ?? '')
          : '1.0.0',
    main: started ?? 'index.js',
  };
  if (construct !== 'NodeService')
    return { image, dockerfile, port: { main: 0, moved: 0 }, props: { ...command?.props }, left };
  const set = Number(env['PORT'] ?? NaN);
  const inside = ports.map(({ number }) => number);
  const numbers = [
    ...inside,
    ...(Number.isInteger(set) ? [set] : []),
    ...(called === undefined ? [] : [called]),
    ...(dockerfile?.ports ?? []),
  ];
  const moved = numbers[0] ?? GUESSED_PORT;
  const main = moved >= LEAST_PORT ? moved : 8000 + moved;
  const others = portsFor(numbers, moved);
  return {
    image,
    dockerfile,
    port: { main, moved },
    props: { port: main, ...others.props, ...command?.props },
    left: [
      ...left,
      ...(numbers.length === 0
        ? [`port ${GUESSED_PORT} is a guess: the process finds the port it is to listen on in PORT`]
        : []),
      ...(main === moved
        ? []
        : [`port ${moved} became ${main}: ports below ${LEAST_PORT} are for root; listen on PORT`]),
      ...others.left,
    ],
  };
}

/** A folder without a Compose file, as if one built it. */
export const alone = (name: string): FoundComposeService => ({
  name: label(name, 'app'),
  image: undefined,
  context: '.',
  dockerfile: 'Dockerfile',
  ports: [],
  entrypoint: undefined,
  command: undefined,
  env: {},
  waits: {},
  raw: {},
});
