import type { FoundWorkload, Value } from './found';
import { list, record, word } from './json';
import { LEAST_PORT } from './kinds';
import type { FoundComposeService } from './read-compose';
import type { FoundDockerfile } from './read-dockerfile';
import { numberOf, questionIn, sizeOf, wordsOf, type FoundQuestion } from './read-values';

/** Props, and lines on what they do not say. */
export interface Part {
  readonly props: Readonly<Record<string, Value>>;
  readonly left: readonly string[];
}

type Construct = FoundWorkload['construct'];

/** A process of Node needs as much; below, synth refuses. */
const LEAST_MEBIBYTES = 96;
const LEAST_PIDS = 64;

/** Limits, user and number of a workload. */
export function limitsOf({ raw }: FoundComposeService, image: FoundDockerfile | undefined, construct: Construct): Part {
  const deploy = record(raw['deploy']);
  const limits = record(record(deploy['resources'])['limits']);
  const node = construct !== 'Workload';
  const given = raw['mem_limit'] ?? limits['memory'];
  const memory = sizeOf(given);
  const [, number = '0', unit] = /^(\d+)(Ki|Mi|Gi)$/.exec(memory ?? '') ?? [];
  const mebibytes = unit === 'Ki' ? Number(number) / 1024 : unit === 'Gi' ? Number(number) * 1024 : Number(number);
  const enough = mebibytes >= (node ? LEAST_MEBIBYTES : 8);
  const cpu = numberOf(raw['cpus'] ?? limits['cpus']);
  const pids = numberOf(raw['pids_limit'] ?? limits['pids']);
  const manyPids = pids !== undefined && pids >= (node ? LEAST_PIDS : 1);
  const replicas = numberOf(deploy['replicas']);
  const user = word(raw['user']) ?? image?.user;
  const [, uid, gid = uid] = /^([1-9]\d*)(?::([1-9]\d*))?$/.exec(user ?? '') ?? [];
  return {
    props: {
      ...(memory !== undefined && enough && { memory }),
      ...(cpu !== undefined && { cpu }),
      ...(manyPids && { pids }),
      ...(replicas !== undefined && construct !== 'NodeJob' && { replicas }),
      ...(uid !== undefined && { user: uid === gid ? Number(uid) : { uid: Number(uid), gid: Number(gid) } }),
    },
    left: [
      ...(given !== undefined && !(memory !== undefined && enough)
        ? [
            `memory ${word(given) ?? ''}: not taken over, ${memory === undefined ? 'it cannot be read' : 'it is too little'}`,
          ]
        : []),
      ...(pids !== undefined && !manyPids ? [`pids ${pids}: not taken over, it is too few`] : []),
      ...(replicas !== undefined && construct === 'NodeJob' ? ['deploy.replicas: not taken over'] : []),
      ...(user !== undefined && uid === undefined
        ? [`user ${user}: not taken over, it runs as a stable number above 10000`]
        : []),
      ...(user === undefined && image !== undefined
        ? ['its Dockerfile runs as root; the one that synth writes runs as a numeric user']
        : []),
    ],
  };
}

/** Ports of a service: the main one, and those that have to be named. */
export function portsFor(numbers: readonly number[], main: number): Part {
  const others = [...new Set(numbers)].filter((port) => port !== main);
  const high = others.filter((port) => port >= LEAST_PORT);
  return {
    props: high.length === 0 ? {} : { ports: Object.fromEntries(high.map((port) => [`port-${port}`, port])) },
    left: [
      ...high.map((port) => `port ${port} is called port-${port}: give it a name that says what it is for`),
      ...others
        .filter((port) => port < LEAST_PORT)
        .map((port) => `port ${port}: not taken over, ports below ${LEAST_PORT} are for root`),
    ],
  };
}

/** How it is asked whether it is well; `moved` is the port that became another one. */
export function healthOf(
  { raw }: FoundComposeService,
  image: FoundDockerfile | undefined,
  construct: Construct,
  ports: { readonly main: number; readonly moved: number; readonly named: Readonly<Record<string, Value>> },
): Part {
  const check = record(raw['healthcheck']);
  const words = typeof check['test'] === 'string' ? ['CMD-SHELL', check['test']] : list(check['test']).map(String);
  const off = check['disable'] === true || words[0] === 'NONE';
  const times = Object.keys(check).filter((key) => !/^(test|disable)$/.test(key));
  const left = [
    ...(off ? ['its health check is switched off: not taken over, it is asked for its main port'] : []),
    ...times.map((key) => `healthcheck.${key}: not taken over, health has times of its own`),
  ];
  const [how, ...command] = words;
  const exec = how === 'CMD' ? command : how === 'CMD-SHELL' ? (wordsOf(command[0]) ?? []) : [];
  if (construct === 'NodeJob')
    return { props: {}, left: words.length > 0 ? ['healthcheck: not taken over, nobody asks a job'] : [] };
  if (construct === 'NodeWorker') {
    if (/(^|\/)node$/.test(exec[0] ?? '') && how === 'CMD') return { props: { health: { exec } }, left };
    return {
      props: { health: 'none' },
      left: [
        ...left,
        ...(words.length > 0 && !off ? ['healthcheck: not taken over, its image has node alone to ask with'] : []),
        "nothing says how it is asked whether it is well: give it health, for instance { file: '/tmp/alive' }, and take the exception away",
      ],
    };
  }
  const asked: FoundQuestion | 'other' | undefined = off
    ? undefined
    : words.length > 0
      ? (questionIn(words.join(' ')) ?? 'other')
      : image?.health;
  if (asked === undefined) return { props: {}, left };
  const other = ['healthcheck: not taken over, it asks for more than a path over HTTP'];
  if (asked === 'other' || construct === 'Workload') return { props: {}, left: [...left, ...other] };
  if (asked.port === ports.moved || asked.port === ports.main)
    return { props: { health: { ready: asked.path } }, left };
  const name = Object.entries(ports.named).find(([, number]) => number === asked.port)?.[0];
  if (name === undefined)
    return { props: {}, left: [...left, `healthcheck: not taken over, it has no port ${asked.port}`] };
  return { props: { health: { ready: { http: asked.path, port: name } } }, left };
}
