import { isAbsolute } from 'node:path';
import { App, Chart, Names } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkName, checkNamespace } from '../model/names';
import { said } from '../model/problem';
import { isFor } from '../model/settings';
import { defaultDenyName, defaultDenyObject, namespaceObject } from '../targets/kubernetes/render/namespace';
import { admissionOf, minorOf, OLDEST } from './admission';
import { projectOf } from './assemble';
import { isMarked, mark } from './brand';
import { setMembers, type ChartMembers } from './chart-members';
import type { HardenedChartProps } from './chart-props';
import { checkProps } from './check-names';
import { readImageLock } from './image-lock';
import { judgeChart } from './judge';
import { reporter } from './problems';
import { chartNames, chartShapes } from './prop-shapes';
import { readSettings } from './read-settings';
import { RenderedObject } from './rendered-object';
import { rootOf, setRoot } from './root';
import { needProps } from './shape';
import { wrapSynth } from './synth';

/** A chart of hardened workloads. Works in `HardenedApp` and in a plain `App`. */
export class HardenedChart extends Chart {
  constructor(scope: Construct, id: string, props: HardenedChartProps) {
    needProps(props, [scope.node.path, id].filter((part) => part !== '').join('/'), '{ namespace }');
    const namespace = namespaceOf(props);
    super(scope, id, { namespace: namespace.name, labels: props.labels });
    mark(this, 'chart');
    const report = reporter(this);
    checkProps(props, { names: chartNames, inner: chartShapes, subclass: new.target !== HardenedChart }, report);
    checkName(id, 'id', report);
    checkNamespace(namespace.name, 'namespace', report);
    if (typeof namespace.owned !== 'boolean')
      report('namespace.owned', namespace.owned, 'true | false', 'say whether this program creates the namespace');
    if (namespace.owned && /^(default|kube-.*)$/.test(namespace.name))
      report(
        'namespace',
        namespace.name,
        'a namespace of your own',
        'choose another: this one would deny all traffic of the cluster itself',
      );
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
      kubernetesMinor: minorOf(props.kubernetesVersion) ?? OLDEST,
      admission: admissionOf(props, report),
      settings: readSettings(props, report),
      root: root ?? '/',
      lock: readImageLock(root ?? '/', report),
      workloads: new Map(),
      connections: [],
      links: [],
      callers: [],
      exits: [],
      externals: [],
      exposures: [],
    };
    setMembers(this, members);
    if (isFor(members.settings, 'kubernetes')) addChartObjects(this, members);
    this.node.addValidation({
      validate: () => [...judgeChart(members)],
    });
    wrapSynth(App.of(this));
  }

  /** Whether a construct is a HardenedChart; `instanceof` of cdk8s holds for every chart. */
  public static isHardenedChart(construct: Construct): construct is HardenedChart {
    return isMarked(construct, 'chart');
  }
}

/** A text names a namespace that is owned. */
const namespaceOf = ({ namespace }: HardenedChartProps): { readonly name: string; readonly owned: boolean } => {
  if (typeof namespace === 'object' && namespace !== null) return { ...namespace };
  return { name: namespace, owned: true };
};

/** Adds the objects of the project as a whole. */
function addChartObjects(chart: HardenedChart, members: ChartMembers): void {
  const { namespace, settings } = members;
  if (namespace.owned)
    new RenderedObject(
      chart,
      'Namespace',
      { apiVersion: 'v1', kind: 'Namespace', name: namespace.name, annotations: settings.annotations },
      () => namespaceObject(projectOf(members)),
    );
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: defaultDenyName(members),
    namespace: namespace.name,
    annotations: settings.annotations,
  };
  new RenderedObject(chart, 'DefaultDeny', policy, () => defaultDenyObject(projectOf(members)));
}
