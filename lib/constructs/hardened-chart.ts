import { isAbsolute } from 'node:path';
import { App, Chart, Names, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkName } from '../model/names';
import { said } from '../model/problem';
import { defaultDenyName, defaultDenyObject, namespaceObject } from '../targets/kubernetes/render/namespace';
import { projectOf } from './assemble';
import { isMarked, mark } from './brand';
import { setMembers, type ChartMembers } from './chart-members';
import { checkProject } from './check-project';
import { readImageLock } from './image-lock';
import { judgeChart } from './judge';
import { reporter } from './problems';
import { RenderedObject } from './rendered-object';
import { rootOf, setRoot } from './root';
import { wrapSynth } from './synth';

/** One project: one namespace, one Compose project. */
export interface HardenedChartProps extends Pick<ChartProps, 'labels'> {
  /**
   * Namespace of everything in it. An owned one is created, labelled for Pod Security and denied all traffic by default;
   * in one that is shared, policies select this project's pods only. A text names an owned one.
   */
  readonly namespace: string | { readonly name: string; readonly owned: boolean };
  /** Absolute folder that build contexts, configuration files and `images.lock.json` are relative to. @default - the one of HardenedApp */
  readonly root?: string;
  /** Compose networks: one per edge, or one per callee (needs an exception of `declared-edges-only`). @default 'per-edge' */
  readonly networks?: 'per-edge' | 'per-callee';
}

/** A chart of hardened workloads. Works in `HardenedApp` and in a plain `App`. */
export class HardenedChart extends Chart {
  constructor(scope: Construct, id: string, props: HardenedChartProps) {
    const namespace =
      typeof props.namespace === 'string' ? { name: props.namespace, owned: true } : { ...props.namespace };
    super(scope, id, { namespace: namespace.name, labels: props.labels });
    mark(this, 'chart');
    const report = reporter(this);
    checkName(id, 'id', report);
    checkName(namespace.name, 'namespace', report);
    const root = props.root ?? rootOf(App.of(this));
    if (root === undefined || !isAbsolute(root))
      report(
        'root',
        root,
        'an absolute folder such as __dirname',
        'pass root to HardenedApp, or to the chart in a plain App',
      );
    else if (!setRoot(App.of(this), root))
      report(
        'root',
        said('another root than the charts before'),
        'one root per app',
        'pass the same root to every chart',
      );
    const networks = props.networks ?? 'per-edge';
    if (!['per-edge', 'per-callee'].includes(networks))
      report('networks', networks, 'per-edge | per-callee', 'choose one');
    const members: ChartMembers = {
      name: Names.toDnsLabel(this),
      path: this.node.path,
      chart: this,
      namespace,
      networks,
      root: root ?? '/',
      lock: readImageLock(root ?? '/', report),
      workloads: new Map(),
      connections: [],
      callers: [],
      exposures: [],
    };
    setMembers(this, members);
    if (namespace.owned)
      new RenderedObject(this, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', name: namespace.name }, () =>
        namespaceObject(projectOf(members)),
      );
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name: defaultDenyName(members),
      namespace: namespace.name,
    };
    new RenderedObject(this, 'DefaultDeny', policy, () => defaultDenyObject(projectOf(members)));
    this.node.addValidation({ validate: () => [...checkProject(members), ...judgeChart(members)] });
    wrapSynth(App.of(this));
  }

  /** Whether a construct is a HardenedChart; `instanceof` of cdk8s holds for every chart. */
  public static isHardenedChart(construct: Construct): construct is HardenedChart {
    return isMarked(construct, 'chart');
  }
}
