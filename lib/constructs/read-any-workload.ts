import type { Report } from '../model/problem';
import type { HealthClient } from '../model/health';
import type { EnvVariable, NamedPort, Workload, WritablePath } from '../model/workload';
import type { ChartMembers, WorkloadBase } from './chart-members';
import { readAfter } from './read-after';
import { readOwnDevelopment } from './read-development';
import { readHealth } from './read-health';
import { readEnv, readFiles, readSecrets } from './read-inputs';
import { readReplicas } from './read-replicas';
import { readResources, type WorkloadDefaults } from './read-resources';
import { checkOwnership, readStorage, readWritable } from './read-storage';
import { readPorts, readRest, readUser } from './read-workload';
import { resolveImage } from './resolve-image';
import { readList, readMapping } from './shape';
import { readSeconds } from './units';
import type { AnyWorkloadProps, WritableProps } from './workload-props';

/** What a kind of workload decides itself: everything that its props do not say. */
export interface WorkloadNature {
  readonly kind: Workload['kind'];
  /** The main port, where the kind has one; `ports` of the props come after it. */
  readonly port?: NamedPort;
  /** Folders the process needs; a program that names one of them decides about it. */
  readonly writable: readonly WritableProps[];
  /** Folders of another workload that it writes too. */
  readonly shared?: readonly WritablePath[];
  readonly resources: WorkloadDefaults;
  /** Pods where neither the program nor its storage says how many. */
  readonly replicas: number;
  /** Drain delay where the program says nothing: as much of it as the stop grace leaves. */
  readonly drainSeconds: number;
  /** True where the process does not know of the drain delay. */
  readonly drainsBySleep?: true;
  /** What the image has to ask with, where the props do not say. */
  readonly client: HealthClient | undefined;
  /** Variables it sets itself; a program that sets one of them is refused. */
  readonly ownEnv: (known: KnownWorkload) => readonly EnvVariable[];
}

/** What is known of a workload before its environment is. */
export type KnownWorkload = Pick<
  WorkloadBase,
  'ports' | 'writable' | 'resources' | 'stopGraceSeconds' | 'drainSeconds'
>;

/** Seconds a process needs after the drain delay to finish what it accepted. */
const FINISHING = 2;

/** The props of a workload of any kind as the model has them; all problems are reported. */
export function readAnyWorkload(
  { id: name, path }: { readonly id: string; readonly path: string },
  props: AnyWorkloadProps,
  nature: WorkloadNature,
  surroundings: ChartMembers,
  report: Report,
): WorkloadBase {
  const image = resolveImage(props.image, name, surroundings, report);
  const ports = readPorts(nature.port, readMapping(props.ports, 'ports', report), report);
  const storage = props.storage && readStorage(props.storage, report);
  const wanted = readList(props.writable, 'writable', report);
  const needed = nature.writable.filter(({ path }) => !wanted.some((folder) => folder.path === path));
  const { shared = [] } = nature;
  const kept = [...shared.map(({ path }) => path), ...(storage ? [storage.path] : [])];
  const writable = readWritable([...needed, ...wanted], kept, report);
  const resources = readResources(props, [...writable, ...shared], nature.resources, report);
  const rest = readRest(props, report);
  const most = rest.stopGraceSeconds - FINISHING;
  const drain = Math.min(nature.drainSeconds, most);
  const drainSeconds = readSeconds(props.drainDelay, 'drainDelay', drain, [0, most], report);
  const replicas = readReplicas(props, nature.replicas, storage !== undefined, report);
  const secrets = readSecrets(readList(props.secrets, 'secrets', report), report);
  const own = nature.ownEnv({ ports, writable, resources, stopGraceSeconds: rest.stopGraceSeconds, drainSeconds });
  const folders = [...writable.map(({ path }) => path), ...kept];
  const client = image.build ? 'node' : nature.client;
  const base: WorkloadBase = {
    name,
    path,
    kind: nature.kind,
    image,
    ...readUser(props.user, image, surroundings.settings, report),
    ports,
    env: readEnv(readMapping(props.env, 'env', report), own, report),
    secrets,
    files: readFiles(readMapping(props.files, 'files', report), surroundings.root, folders, report),
    writable,
    storage,
    health: props.health === 'none' ? undefined : readHealth(props.health, { ports, folders, client }, report),
    run: undefined,
    after: readAfter(props, surroundings, report),
    resources,
    ...replicas,
    drainSeconds,
    development: readOwnDevelopment(props.development, { image, command: props.command }, report),
    drainsBySleep: nature.drainsBySleep,
    ...rest,
  };
  checkOwnership(base, report);
  return base;
}
