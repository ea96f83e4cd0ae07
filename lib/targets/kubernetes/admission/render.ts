import { portsOf } from '../../../model/companions';
import type { AdmissionAction, Project } from '../../../model/project';
import { admissionRules } from './index';
import { exemptFrom, isOneOf } from './exempt';
import type { AdmissionRule, AdmissionValidation, CelVariable, Judged } from './rule';

/** An object of the policies, with its keys in the order a reader expects. */
interface PolicyObject {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicy' | 'ValidatingAdmissionPolicyBinding';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: object;
}

/** The file of a project's policies; none where the program wants none. `path` is relative to the deploy folder. */
export const renderAdmission = (
  project: Project,
): readonly { readonly path: string; readonly content: readonly PolicyObject[] }[] =>
  project.admission === undefined
    ? []
    : [{ path: `admission/${project.name}.yaml`, content: policies(project, project.admission) }];

/** A policy and its binding for every control that CEL can say. */
function policies(project: Project, action: AdmissionAction): readonly PolicyObject[] {
  const rules: readonly AdmissionRule[] = admissionRules;
  return rules
    .filter((rule) => isOfUse(rule, project))
    .flatMap((rule) => [policy(rule, project), binding(rule, project, action)]);
}

/**
 * What is there already, and does not change, is left alone: a label on a pod, the end of one, and above all an old
 * ReplicaSet that a rollout scales down.
 */
const CHANGED = `(
has(object.spec.template) ? object.spec.template != oldObject.spec.template :
has(object.spec.jobTemplate) ? object.spec.jobTemplate != oldObject.spec.jobTemplate :
object.spec != oldObject.spec)`;

/** The Namespace is judged where it is ours, and where no exception lowers it. */
const isOfUse = ({ control, judges }: AdmissionRule, project: Project): boolean =>
  !judges.includes('namespace') || (project.namespace.owned && exemptFrom(project, control).length === 0);

function policy(rule: AdmissionRule, project: Project): PolicyObject {
  const exempt = exemptFrom(project, rule.control);
  const own = [...(rule.variables ?? []), ...rule.validations.map(({ name, wrong }) => ({ name, expression: wrong }))];
  return {
    ...head('ValidatingAdmissionPolicy', rule, project),
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: resourceRules(rule.judges) },
      matchConditions: [
        { name: 'changed', expression: `request.operation == "CREATE" || ${rule.changed ?? CHANGED}` },
        ...(exempt.length === 0 ? [] : [{ name: 'not-excepted', expression: `!(${isOneOf(exempt, project)})` }]),
      ],
      variables: [...commonFor(own, project), ...own],
      validations: rule.validations.map((validation) => validationOf(rule.control, validation)),
    },
  };
}

/** Bound to the namespace; where it is shared, to the objects of this project. */
function binding(rule: AdmissionRule, project: Project, action: AdmissionAction): PolicyObject {
  const ours = { objectSelector: { matchLabels: { 'app.kubernetes.io/part-of': project.name } } };
  return {
    ...head('ValidatingAdmissionPolicyBinding', rule, project),
    spec: {
      policyName: nameOf(rule, project),
      validationActions: action === 'Deny' ? ['Deny'] : ['Warn', 'Audit'],
      matchResources: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': project.namespace.name } },
        ...(project.namespace.owned ? {} : ours),
      },
    },
  };
}

/** Policies have no namespace, so a project's name is not enough. */
const nameOf = ({ control }: AdmissionRule, { name, namespace }: Project): string =>
  `${control}.${name}.${namespace.name}`;

const head = <K extends PolicyObject['kind']>(kind: K, rule: AdmissionRule, project: Project) =>
  ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: {
      name: nameOf(rule, project),
      labels: { 'app.kubernetes.io/part-of': project.name, 'app.kubernetes.io/managed-by': 'cdk8s-hardened' },
    },
  }) as const;

function validationOf(control: string, { name, got, want, fix }: AdmissionValidation): object {
  const rest = `got ${got}; allowed: ${want}; fix: ${fix}`;
  return {
    expression: `variables.${name}.size() == 0`,
    message: `${control}: ${rest}`,
    messageExpression: `${JSON.stringify(`${control}: `)} + variables.${name}.join(", ") + ${JSON.stringify(`: ${rest}`)}`,
  };
}

const GATEWAY_API = 'gateway.networking.k8s.io';

const resources: Readonly<Record<Judged, Readonly<Record<string, readonly string[]>>>> = {
  pods: {
    // limits of a pod that runs are changed there
    '': ['pods', 'pods/resize'],
    apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    batch: ['jobs', 'cronjobs'],
  },
  'ephemeral containers': { '': ['pods/ephemeralcontainers'] },
  services: { '': ['services'] },
  ingresses: { 'networking.k8s.io': ['ingresses'] },
  routes: { [GATEWAY_API]: ['httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes'] },
  // who may write the status may write labels with it
  namespace: { '': ['namespaces', 'namespaces/status'] },
};

/** One rule for each group of the API. */
function resourceRules(judges: readonly Judged[]): readonly object[] {
  const byGroup = new Map<string, readonly string[]>();
  for (const judged of judges)
    for (const [group, names] of Object.entries(resources[judged]))
      byGroup.set(group, [...(byGroup.get(group) ?? []), ...names]);
  return [...byGroup].map(([group, names]) => ({
    apiGroups: [group],
    apiVersions: [group === GATEWAY_API ? '*' : 'v1'],
    operations: ['CREATE', 'UPDATE'],
    resources: names,
  }));
}

/** Variables that every rule may use: those that this one does, and what these use in turn. */
function commonFor(own: readonly CelVariable[], project: Project): readonly CelVariable[] {
  const kept: CelVariable[] = [];
  for (const variable of [...common, doors(project), unnamed(project)].toReversed())
    if ([...own, ...kept].some(({ expression }) => new RegExp(`\\bvariables\\.${variable.name}\\b`).test(expression)))
      kept.unshift(variable);
  return kept;
}

const common: readonly CelVariable[] = [
  {
    name: 'pod',
    expression: `object.kind == "Pod" ? object.spec :
object.kind == "CronJob" ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec`,
  },
  {
    name: 'containers',
    expression: `request.?subResource.orValue("") == "ephemeralcontainers" ?
variables.pod.?ephemeralContainers.orValue([]) :
variables.pod.containers + variables.pod.?initContainers.orValue([])`,
  },
  { name: 'volumes', expression: 'variables.pod.?volumes.orValue([])' },
];

/** What an absent user or group stands for: root, or a user that the cluster assigns. */
function unnamed(project: Project): CelVariable {
  const workloads = project.workloads.filter(({ assigned, of }) => assigned && of === undefined);
  return { name: 'unnamed', expression: workloads.length === 0 ? '0' : `${isOneOf(workloads, project)} ? 1 : 0` };
}

/** What the program exposes. Texts only: CEL wants the values of a mapping to be of one type. */
function doors(project: Project): CelVariable {
  const all = project.exposures.map(({ workload, host, tls = '', gateway, port }) => {
    const known = project.workloads.find(({ name }) => name === workload);
    const ports = known ? portsOf(project, known) : [];
    const name = ports.find(({ number }) => number === port)?.name ?? '';
    const listener = gateway === undefined ? '' : [gateway.namespace, gateway.name, gateway.listener].join('/');
    return JSON.stringify({ workload, host, tls, gateway: listener, port: String(port), name });
  });
  return { name: 'doors', expression: `[${all.join(', ')}]` };
}
