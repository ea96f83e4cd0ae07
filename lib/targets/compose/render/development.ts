import { posix } from 'node:path';
import { developedIn, type Developed } from '../../../model/development';
import type { Project } from '../../../model/project';
import { connection, networks } from './networks';
import { byteText, escapeDollars } from './text';
import type { Network, PublishedPort } from './types';

/** Port of Node's inspector in the container. */
const INSPECTED = 9229;
/** Where sources are mounted: below the program of the image, whose modules Node finds there. */
const SOURCES = '/app/.development';

/** Node watches in a process of its own, beside the one that works. */
const FACTOR = 2;

interface DevelopedService {
  readonly working_dir: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly {
    readonly type: 'bind';
    readonly source: string;
    readonly target: string;
    readonly read_only: true;
    readonly bind: { readonly create_host_path: false };
  }[];
  readonly networks?: readonly string[];
  readonly ports?: readonly PublishedPort[];
  readonly memswap_limit: string;
  readonly deploy: { readonly resources: { readonly limits: { readonly memory: string; readonly pids: number } } };
}

/** What Compose merges over its file in development. */
export interface DevelopmentFile {
  readonly services: Readonly<Record<string, DevelopedService>>;
  readonly networks?: Readonly<Record<string, Network>>;
}

/** The overlay of a project, and what it relaxes in words; nothing where no workload is run from its sources. */
export function developmentFile(
  project: Project,
): { readonly content: DevelopmentFile; readonly relaxes: readonly string[] } | undefined {
  const developed = developedIn(project);
  if (developed.length === 0) return undefined;
  const added = developed.flatMap((one) => addedNetwork(project, one) ?? []);
  return {
    content: {
      services: Object.fromEntries(developed.map((one) => [one.workload.name, service(project, one)])),
      ...(added.length > 0 && { networks: Object.fromEntries(added.map((name) => [name, inspecting])) }),
    },
    relaxes: developed.flatMap((one) => relaxed(project, one)),
  };
}

/** As for every published port: no way out. */
const inspecting: Network = { driver_opts: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' } };

/** A service without any network has no inspector: nothing could reach it. */
const isAlone = (project: Project, { workload }: Developed): boolean =>
  connection(project, workload.name).network_mode === 'none';

/** A port is published through a network that is not internal; where the service has none it gets one of its own. */
function addedNetwork(project: Project, one: Developed): string | undefined {
  const { networks: own = [] } = connection(project, one.workload.name);
  const all = networks(project);
  const isOpen = own.some((name) => all[name]?.internal !== true);
  return isAlone(project, one) || isOpen ? undefined : `inspect-${one.workload.name}`;
}

function service(project: Project, one: Developed): DevelopedService {
  const { workload, build, inspector } = one;
  const { command = ['node'], args = [build.main], resources } = workload;
  const alone = isAlone(project, one);
  const network = addedNetwork(project, one);
  const memory = byteText(resources.memoryBytes * FACTOR);
  return {
    working_dir: SOURCES,
    entrypoint: [
      'node',
      '--watch',
      ...(alone ? [] : [`--inspect=0.0.0.0:${INSPECTED}`]),
      ...command.slice(1).map(escapeDollars),
    ],
    command: args.map(escapeDollars),
    environment: { NODE_ENV: 'development' },
    volumes: [
      {
        type: 'bind',
        // The root of the program, seen from `deploy/compose/<chart>/`.
        source: posix.join('../../..', build.context),
        target: SOURCES,
        read_only: true,
        bind: { create_host_path: false },
      },
    ],
    ...(network !== undefined && { networks: [network] }),
    ...(!alone && {
      ports: [{ target: INSPECTED, host_ip: '127.0.0.1', published: String(inspector), protocol: 'tcp' }],
    }),
    memswap_limit: memory,
    deploy: { resources: { limits: { memory, pids: resources.pids * FACTOR } } },
  };
}

function relaxed(project: Project, one: Developed): readonly string[] {
  const { workload, build, inspector } = one;
  const door = isAlone(project, one)
    ? []
    : [
        `inspector on 127.0.0.1:${inspector}: whoever reaches it runs code in the container; so do services in one network with it`,
      ];
  const network = addedNetwork(project, one);
  return [
    `the folder ${build.context} of the host is mounted, read-only: files that the image leaves out are readable, keys and .env among them`,
    'what runs is the folder, not the image: its digest says nothing; it starts again whenever a file changes',
    ...door,
    ...(network === undefined ? [] : [`a network more, ${network}, for the inspector; it leads nowhere`]),
    `${FACTOR} times the memory and the processes: Node watches in a process of its own`,
    'NODE_ENV is development',
  ].map((text) => `${workload.name}: ${text}`);
}
