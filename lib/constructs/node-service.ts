import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Report } from '../model/problem';
import { MEBIBYTE } from '../model/quantities';
import { memoryLeft } from '../model/workload';
import type { ChartMembers, WorkloadBase } from './chart-members';
import { HardenedWorkload } from './hardened-workload';
import type { Image } from './image';
import { readHealth } from './read-health';
import { readEnv, readFiles, readSecrets } from './read-inputs';
import { readResources } from './read-resources';
import { readWritable, readStorage, checkOwnership } from './read-storage';
import { readPorts, readUser, readRest } from './read-workload';
import { resolveImage } from './resolve-image';
import { readList, readMapping } from './shape';
import { readCount, readSeconds } from './units';
import type { HealthProps, StorageProps, WorkloadProps } from './workload-props';

/** A Node service. */
export interface NodeServiceProps extends WorkloadProps {
  readonly image: Image;
  /** Main TCP port, 1024 or higher; its name is `http`. The process finds it in PORT. */
  readonly port: number;
  /** Further named TCP ports; the process finds each in `<NAME>_PORT`. @default - none */
  readonly ports?: Readonly<Record<string, number>>;
  /** How it is asked whether it is well; `'none'` needs an exception of `health-checks`. @default - a TCP connection to the main port */
  readonly health?: HealthProps | 'none';
  /**
   * Storage that outlives the container; one replica then. Fixed once applied: Kubernetes neither changes a claim template nor
   * turns a Deployment into a StatefulSet, so delete the workload first.
   * @default - none
   */
  readonly storage?: StorageProps;
  /** Pods in Kubernetes; Compose runs one. @default 2, or 1 with storage */
  readonly replicas?: number;
  /**
   * Time the process goes on accepting after the stop signal, until load balancers have noticed. Kubernetes only: the
   * process finds it in DRAIN_DELAY_SECONDS, which is 0 in Compose.
   * At most the stop grace less two seconds.
   * @default Duration.seconds(5)
   */
  readonly drainDelay?: Duration;
}

/** Node needs about this much before the program's own memory. */
const LEAST_MEMORY = 96 * MEBIBYTE;
/** Node with an exec health check hangs below. */
const LEAST_PIDS = 64;
/** Seconds a process needs after the drain delay to finish what it accepted. */
const FINISHING = 2;
/** Share of the memory limit that the heap may take: the rest is for buffers, threads and code. */
const HEAP_SHARE = 0.75;

/**
 * A Node service, hardened: numeric user, read-only root with `/tmp` in memory, no capabilities, limits that Node's heap
 * follows, health checks, own identity without token. Defaults: 256Mi memory, 1 cpu.
 */
export class NodeService extends HardenedWorkload {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;

  constructor(scope: Construct, id: string, props: NodeServiceProps) {
    super(scope, id);
    this.base = readNodeService(this, props, this.members, this.report);
    this.addObjects();
  }
}

/** Props of a Node service as the model has them. */
function readNodeService(
  construct: Construct,
  props: NodeServiceProps,
  members: ChartMembers,
  report: Report,
): WorkloadBase {
  const { id: name, path } = construct.node;
  const image = resolveImage(props.image, name, members, report);
  const ports = readPorts({ name: 'http', number: props.port }, readMapping(props.ports, 'ports', report), report);
  const storage = props.storage && readStorage(props.storage, report);
  const wanted = readList(props.writable, 'writable', report);
  const tmp = wanted.some((folder) => folder.path === '/tmp') ? [] : [{ path: '/tmp', size: '16Mi' }];
  const writable = readWritable([...tmp, ...wanted], storage ? [storage.path] : [], report);
  const resources = readResources(
    props,
    writable,
    { memoryBytes: 256 * MEBIBYTE, leastMemoryBytes: LEAST_MEMORY, cpuMilli: 1000, leastPids: LEAST_PIDS },
    report,
  );
  const rest = readRest(props, report);
  const drainSeconds = readSeconds(
    props.drainDelay,
    'drainDelay',
    Math.min(5, rest.stopGraceSeconds - FINISHING),
    [0, rest.stopGraceSeconds - FINISHING],
    report,
  );
  if (storage && (props.replicas ?? 1) !== 1)
    report('replicas', props.replicas, '1 with storage: one process writes to it', 'remove replicas, or the storage');
  const replicas = storage ? 1 : readCount(props.replicas, 'replicas', 2, [1, 1000], report);
  const secrets = readSecrets(readList(props.secrets, 'secrets', report), report);
  const heap = Math.floor((memoryLeft(resources.memoryBytes, writable) * HEAP_SHARE) / MEBIBYTE);
  const own = [
    { name: 'DRAIN_DELAY_SECONDS', value: '0', drained: String(drainSeconds) },
    { name: 'NODE_ENV', value: 'production' },
    { name: 'NODE_OPTIONS', value: `--max-old-space-size=${heap}` },
    ...ports.map((port, index) => ({
      name: index === 0 ? 'PORT' : `${port.name.toUpperCase().replaceAll('-', '_')}_PORT`,
      value: String(port.number),
    })),
    { name: 'STOP_GRACE_SECONDS', value: String(rest.stopGraceSeconds) },
  ];
  const base: WorkloadBase = {
    name,
    path,
    kind: 'service',
    image,
    user: readUser(props.user, image, report),
    ports,
    env: readEnv(readMapping(props.env, 'env', report), own, report),
    secrets,
    files: readFiles(readMapping(props.files, 'files', report), members.root, report),
    writable,
    storage,
    health: props.health === 'none' ? undefined : readHealth(props.health ?? {}, ports, report),
    resources,
    replicas,
    drainSeconds,
    ...rest,
  };
  checkOwnership(base, report);
  return base;
}
