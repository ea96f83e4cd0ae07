import type { Construct } from 'constructs';
import type { ExitContract } from '../model/exit';
import type { AdmissionAction, Exposure } from '../model/project';
import type { Settings } from '../model/settings';
import type { Workload } from '../model/workload';
import type { ExternalConnection } from './external-connection';
import type { Connection } from './connection';
import type { WorkloadConnection } from './workload-connection';
import type { ImageLock } from './image-lock';
import { isMarked } from './brand';

/** What the props of a workload say; connections, exceptions and posture are added at synth. */
export type WorkloadBase = Omit<Workload, 'posture' | 'exceptions'>;

/** A workload construct as its chart sees it. */
export interface Member extends Construct {
  readonly base: WorkloadBase;
}

/** A port that another namespace may reach. */
interface EdgeFromNamespace {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly callee: string;
  readonly port: number;
}

/** What the constructs of one chart share while a program runs. Only synth reads it as a whole. */
export interface ChartMembers {
  /** Name of the project. */
  readonly name: string;
  /** Path of the chart. */
  readonly path: string;
  readonly chart: Construct;
  readonly networks: 'per-edge' | 'per-callee';
  readonly kubernetesMinor: number;
  readonly admission: AdmissionAction | undefined;
  readonly settings: Settings;
  readonly namespace: { readonly name: string; readonly owned: boolean };
  /** Absolute path that build contexts, configuration files and `images.lock.json` are relative to. */
  readonly root: string;
  readonly lock: ImageLock;
  readonly workloads: Map<string, Member>;
  /** Connections to a Redis. */
  readonly connections: Connection[];
  /** Connections to other workloads. */
  readonly links: WorkloadConnection[];
  readonly callers: EdgeFromNamespace[];
  /** Ways out of the project. */
  readonly exits: ExitContract[];
  /** Connections to servers that are not part of the program. */
  readonly externals: ExternalConnection[];
  readonly exposures: Exposure[];
}

/** Whether a construct is an init container or a sidecar. */
export const isCompanion = (construct: Construct): boolean => (construct as Member).base.of !== undefined;

const membersOf = new WeakMap<Construct, ChartMembers>();

/** Ties members to their chart. */
export const setMembers = (chart: Construct, members: ChartMembers): void => void membersOf.set(chart, members);

/** Members of every HardenedChart of an app, in the order of its tree. */
export const chartsIn = (app: Construct): readonly ChartMembers[] =>
  app.node.findAll().flatMap((construct) => {
    const members = membersOf.get(construct);
    return members ? [members] : [];
  });

/** Members of the HardenedChart that a construct is in. @throws where there is none */
export function chartOf(construct: Construct): ChartMembers {
  const chart = construct.node.scopes.find((scope): scope is Construct => isMarked(scope, 'chart'));
  const members = chart && membersOf.get(chart);
  if (!members)
    throw new Error(
      `${construct.node.path}: got no HardenedChart above it; allowed: constructs of this package inside a HardenedChart; fix: pass a HardenedChart as scope`,
    );
  return members;
}
