import type { Construct } from 'constructs';
import type { Health, HealthCheck } from '../model/health';
import { said, type Report } from '../model/problem';
import { REDIS_IMAGE, REDIS_OWNER } from '../model/known-images';
import { MEBIBYTE } from '../model/quantities';
import type { SecretUse } from '../model/workload';
import type { ChartMembers, WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { needProps } from './shape';
import { serverSecretName } from './connection';
import { HardenedWorkload } from './hardened-workload';
import { Image } from './image';
import type { Names } from './names';
import { workloadShapes } from './prop-shapes';
import { readResources } from './read-resources';
import { readWritable, checkOwnership } from './read-storage';
import { readPorts, readUser, readRest } from './read-workload';
import {
  maxMemoryMebibytes,
  redisConfiguration,
  redisEvictions,
  redisPersistences,
  type RedisEviction,
  type RedisPersistence,
} from './redis-configuration';
import { resolveImage } from './resolve-image';
import { readSize, type SizeLike } from './units';
import type { WorkloadProps } from './workload-props';

/** A Redis server. */
export interface RedisProps extends Pick<
  WorkloadProps,
  | 'memory'
  | 'cpu'
  | 'cpuRequest'
  | 'ephemeralStorage'
  | 'pids'
  | 'stopGrace'
  | 'logMaxSize'
  | 'logMaxFiles'
  | 'labels'
  | 'user'
  | 'appArmor'
  | 'seLinux'
> {
  /**
   * Size of the storage, at least three times the data (60 % of `memory`); without it data is gone with the container.
   * Kubernetes cannot change it later: a claim is enlarged by hand.
   * @default - no storage
   */
  readonly storage?: SizeLike;
  /** How data is kept in the storage; `aof` and `rdb` need one. @default 'aof' with storage, 'none' without */
  readonly persistence?: RedisPersistence;
  /**
   * Image with `redis-server`, `redis-cli`, TLS and a shell. The official images of Valkey have them under these names too:
   * `Image.of('valkey/valkey:8.1-alpine@sha256:…', { owner: { uid: 999, gid: 1000 }, owns: ['/data'] })`.
   * @default - the pinned Redis 8.2 image of this package
   */
  readonly image?: Image;
  /** TCP port, TLS only. @default 6379 */
  readonly port?: number;
  /** What happens when memory is full. @default 'noeviction' with storage, 'allkeys-lru' without */
  readonly eviction?: RedisEviction;
}

const NAMES = {
  memory: true,
  cpu: true,
  cpuRequest: true,
  ephemeralStorage: true,
  pids: true,
  stopGrace: true,
  logMaxSize: true,
  logMaxFiles: true,
  labels: true,
  user: true,
  appArmor: true,
  seLinux: true,
  storage: true,
  persistence: true,
  image: true,
  port: true,
  eviction: true,
} as const satisfies Names<RedisProps>;

/** Redis with TLS needs about this much before any data. */
const LEAST_MEMORY = 48 * MEBIBYTE;
/** The log of writes, and the one that replaces it, may together be this many times the data. */
const DISK_FACTOR = 3;
/** Mebibytes of data that a slow disk brings back in a second. */
const LOADED_PER_SECOND = 20;
/** A background save needs threads and a process of its own. */
const LEAST_PIDS = 100;

/**
 * A Redis server, hardened: TLS only, one ACL user per caller and none by default, numeric user, read-only root.
 * Defaults: 256Mi memory, 0.5 cpu.
 */
export class Redis extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: RedisProps = {}) {
    super(scope, id);
    needProps(props, this.node.path, "{ storage: '1Gi' }, or nothing");
    checkProps(
      props,
      { names: NAMES, inner: { seLinux: workloadShapes.seLinux }, subclass: new.target !== Redis },
      this.report,
    );
    this.base = readRedis(this, props, this.members, this.report);
    this.addObjects();
  }
}

/** Props of a Redis as the model has them. */
function readRedis(construct: Construct, props: RedisProps, members: ChartMembers, report: Report): WorkloadBase {
  const { id: name, path } = construct.node;
  const image = resolveImage(
    props.image ?? Image.of(REDIS_IMAGE, { owner: REDIS_OWNER, owns: ['/data'] }),
    name,
    members,
    report,
  );
  if (image.build)
    report(
      'image',
      said('Image.build'),
      'an image with redis-server, redis-cli and a shell',
      'use Image.of or Image.locked',
    );
  const ports = readPorts({ name: 'redis', number: props.port ?? 6379 }, {}, report);
  const stored = props.storage !== undefined;
  // The image declares /data as a volume: without storage an engine would make a hidden one, of any size.
  const writable = readWritable(stored ? [] : [{ path: '/data', size: '1Mi' }], [], report);
  const resources = readResources(
    props,
    writable,
    { memoryBytes: 256 * MEBIBYTE, leastMemoryBytes: LEAST_MEMORY, cpuMilli: 500, leastPids: LEAST_PIDS },
    report,
  );
  const maxMemory = maxMemoryMebibytes(resources.memoryBytes, writable);
  const least = maxMemory * DISK_FACTOR * MEBIBYTE;
  const bytes = readSize(props.storage, 'storage', least, least, report);
  const eviction = props.eviction ?? (stored ? 'noeviction' : 'allkeys-lru');
  if (!redisEvictions.includes(eviction)) report('eviction', eviction, redisEvictions.join(' | '), 'choose one');
  const persistence = readPersistence(props, report);
  const port = ports[0]?.number ?? 6379;
  const content = redisConfiguration({ path, port, persistence, eviction, maxMemory });
  const base: WorkloadBase = {
    ...readRest(props, report),
    name,
    path,
    kind: 'redis',
    image,
    ...readUser(props.user, image, members.settings, report),
    ports,
    command: ['redis-server'],
    args: ['/config/redis.conf'],
    env: [],
    secrets: serverSecrets(name),
    files: [{ name: 'redis.conf', content }],
    writable,
    storage: stored ? { path: '/data', bytes } : undefined,
    health: serverHealth(port, maxMemory),
    resources,
    replicas: 1,
    spread: [],
    run: undefined,
    after: [],
    drainSeconds: 0,
  };
  checkOwnership(base, report);
  return base;
}

/** What keeps data needs a place to keep it, and a place needs somebody who writes there. */
function readPersistence({ persistence, storage }: RedisProps, report: Report): RedisPersistence {
  const stored = storage !== undefined;
  const chosen = persistence ?? (stored ? 'aof' : 'none');
  if (!redisPersistences.includes(chosen)) report('persistence', chosen, redisPersistences.join(' | '), 'choose one');
  else if (chosen !== 'none' && !stored)
    report('persistence', chosen, "'none' without storage", 'set storage, for instance storage: Size.gibibytes(1)');
  else if (chosen === 'none' && stored)
    report('persistence', chosen, 'aof | rdb with storage', 'leave storage out: nothing would be written there');
  return chosen;
}

/** Asks over TLS, as a user that may do nothing else. A server that still loads its data is alive, but not ready. */
function serverHealth(port: number, maxMemory: number): Health {
  const ping = `REDISCLI_AUTH="$(cat /secrets/health)" redis-cli --tls --cacert /secrets/ca.crt -h localhost -p ${port} --user health ping`;
  const ask = (answer: string): HealthCheck => ({ kind: 'exec', command: ['sh', '-c', `${ping} | ${answer}`] });
  const alive = ask("grep -qE '^(PONG|LOADING)'");
  const startupSeconds = 60 + Math.ceil(maxMemory / LOADED_PER_SECOND);
  return {
    startup: alive,
    live: alive,
    ready: ask('grep -qx PONG'),
    periodSeconds: 10,
    timeoutSeconds: 3,
    failures: 3,
    startupSeconds,
  };
}

/** What the server reads: its certificate, the rules of its users, the passwords of its health check and of the reload. */
const serverSecrets = (name: string): readonly SecretUse[] =>
  [
    ['ca.crt', 'ca.crt'],
    ['tls.crt', `${name}.crt`],
    ['tls.key', `${name}.key`],
    ['users.acl', `${name}.acl`],
    ['health', `${name}-health`],
    ['reload', `${name}-reload`],
  ].map(([file = '', source = '']) => ({
    file,
    source,
    kubernetes: { secret: serverSecretName(name), key: file },
    fileVariable: undefined,
    valueVariable: undefined,
  }));
