import type { Construct } from 'constructs';
import { said, type Report } from '../model/problem';
import { REDIS_IMAGE, REDIS_OWNER } from '../model/known-images';
import { MEBIBYTE } from '../model/quantities';
import type { SecretUse } from '../model/workload';
import type { ChartMembers, WorkloadBase } from './chart-members';
import { HardenedWorkload } from './hardened-workload';
import { Image } from './image';
import { checkOwnership, readPorts, readResources, readRest, readUser, readWritable } from './read-workload';
import { maxMemoryMebibytes, redisConfiguration, type RedisEviction } from './redis-configuration';
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
> {
  /** Size of the storage; with it every write is logged to disk, without it data is gone with the container. @default - no storage */
  readonly storage?: SizeLike;
  /** Image with `redis-server`, `redis-cli`, TLS and a shell. @default - the pinned Redis 8.2 image of this package */
  readonly image?: Image;
  /** TCP port, TLS only. @default 6379 */
  readonly port?: number;
  /** What happens when memory is full. @default 'noeviction' with storage, 'allkeys-lru' without */
  readonly eviction?: RedisEviction;
}

/** Redis with TLS needs about this much before any data. */
const LEAST_MEMORY = 48 * MEBIBYTE;
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
  const storage =
    props.storage === undefined
      ? undefined
      : { path: '/data', bytes: readSize(props.storage, 'storage', 1024 * MEBIBYTE, 16 * MEBIBYTE, report) };
  // The image declares /data as a volume: without storage an engine would make a hidden one, of any size.
  const writable = readWritable(storage ? [] : [{ path: '/data', size: '1Mi' }], [], report);
  const resources = readResources(
    props,
    writable,
    { memoryBytes: 256 * MEBIBYTE, leastMemoryBytes: LEAST_MEMORY, cpuMilli: 500, leastPids: LEAST_PIDS },
    report,
  );
  const eviction = props.eviction ?? (storage ? 'noeviction' : 'allkeys-lru');
  const port = ports[0]?.number ?? 6379;
  const content = redisConfiguration({
    path,
    port,
    stored: storage !== undefined,
    eviction,
    maxMemory: maxMemoryMebibytes(resources.memoryBytes, writable),
  });
  const check = {
    kind: 'exec' as const,
    command: [
      'sh',
      '-c',
      `REDISCLI_AUTH="$(cat /secrets/health)" redis-cli --tls --cacert /secrets/ca.crt -h localhost -p ${port} --user health ping | grep -qx PONG`,
    ],
  };
  const base: WorkloadBase = {
    ...readRest(props, report),
    name,
    path,
    kind: 'redis',
    image,
    user: readUser(props.user, image, report),
    ports,
    command: ['redis-server'],
    args: ['/config/redis.conf'],
    env: [],
    secrets: serverSecrets(name),
    files: [{ name: 'redis.conf', content }],
    writable,
    storage,
    health: {
      startup: check,
      live: check,
      ready: check,
      periodSeconds: 10,
      timeoutSeconds: 3,
      failures: 3,
      startupSeconds: 60,
    },
    resources,
    replicas: 1,
    drainSeconds: 0,
  };
  checkOwnership(base, report);
  return base;
}

/** What the server reads: its certificate, the rules of its users, the password of its health check. */
const serverSecrets = (name: string): readonly SecretUse[] =>
  [
    ['ca.crt', 'ca.crt'],
    ['tls.crt', `${name}.crt`],
    ['tls.key', `${name}.key`],
    ['users.acl', `${name}.acl`],
    ['health', `${name}-health`],
  ].map(([file = '', source = '']) => ({
    file,
    source,
    kubernetes: { secret: `${name}-server`, key: file },
    variables: undefined,
  }));
