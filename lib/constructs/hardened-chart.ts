import { isAbsolute } from 'node:path';
import { App, Chart, Names, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkLabel, checkName, checkNamespace } from '../model/names';
import { said } from '../model/problem';
import { defaultDenyName, defaultDenyObject, namespaceObject } from '../targets/kubernetes/render/namespace';
import { admissionOf } from './admission';
import { projectOf } from './assemble';
import { isMarked, mark } from './brand';
import { setMembers, type ChartMembers } from './chart-members';
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
  /** Oldest Kubernetes that the output is for, such as `'1.30'`; what newer ones brought is not used. @default '1.27' */
  readonly kubernetesVersion?: string;
  /**
   * Writes `admission/<chart>.yaml`: ValidatingAdmissionPolicies by which the cluster judges whatever is sent to the
   * namespace, from whomever. `true` means `Deny`; `Warn` admits, warns and writes to the audit log. Needs
   * `kubernetesVersion: '1.30'`. @default - none
   */
  readonly admissionPolicies?: true | { readonly action: 'Deny' | 'Warn' };
}

/** A chart of hardened workloads. Works in `HardenedApp` and in a plain `App`. */
export class HardenedChart extends Chart {
  constructor(scope: Construct, id: string, props: HardenedChartProps) {
    const namespace = namespaceOf(props);
    super(scope, id, { namespace: namespace.name, labels: props.labels });
    mark(this, 'chart');
    const report = reporter(this);
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
    for (const [key, value] of Object.entries(props.labels ?? {})) checkLabel(key, value, `labels.${key}`, report);
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
      admission: admissionOf(props, report),
      root: root ?? '/',
      lock: readImageLock(root ?? '/', report),
      workloads: new Map(),
      connections: [],
      callers: [],
      exits: [],
      externals: [],
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
