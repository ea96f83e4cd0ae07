import { isList, isMapping } from '../../../lib/targets/plain';
import type { Client, Reply } from './client';

/** An object of Kubernetes as a manifest writes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Documents of a manifest that are objects of Kubernetes. */
export function isObject(value: unknown): value is KubernetesObject {
  if (!isMapping(value)) return false;
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    isMapping(metadata) &&
    typeof metadata['name'] === 'string'
  );
}

/** For people: `Deployment shop/backend-1`. */
export const nameOf = ({ kind, metadata: { name, namespace } }: KubernetesObject): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** Resources of the kinds that are written, and whether they are in a namespace. */
const resources: Readonly<Record<string, readonly [resource: string, namespaced: boolean]>> = {
  AdminNetworkPolicy: ['adminnetworkpolicies', false],
  CiliumNetworkPolicy: ['ciliumnetworkpolicies', true],
  ConfigMap: ['configmaps', true],
  CronJob: ['cronjobs', true],
  CustomResourceDefinition: ['customresourcedefinitions', false],
  DaemonSet: ['daemonsets', true],
  Deployment: ['deployments', true],
  GlobalNetworkPolicy: ['globalnetworkpolicies', false],
  HorizontalPodAutoscaler: ['horizontalpodautoscalers', true],
  GRPCRoute: ['grpcroutes', true],
  HTTPRoute: ['httproutes', true],
  Ingress: ['ingresses', true],
  Job: ['jobs', true],
  LimitRange: ['limitranges', true],
  Namespace: ['namespaces', false],
  NetworkPolicy: ['networkpolicies', true],
  PersistentVolume: ['persistentvolumes', false],
  PersistentVolumeClaim: ['persistentvolumeclaims', true],
  Pod: ['pods', true],
  PodDisruptionBudget: ['poddisruptionbudgets', true],
  ReplicaSet: ['replicasets', true],
  ResourceQuota: ['resourcequotas', true],
  Role: ['roles', true],
  RoleBinding: ['rolebindings', true],
  Secret: ['secrets', true],
  Service: ['services', true],
  ServiceAccount: ['serviceaccounts', true],
  StatefulSet: ['statefulsets', true],
  ValidatingAdmissionPolicy: ['validatingadmissionpolicies', false],
  ValidatingAdmissionPolicyBinding: ['validatingadmissionpolicybindings', false],
};

/** Where the objects of this kind are. */
export function collectionOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const known = resources[kind];
  if (known === undefined) throw new Error(`${apiVersion} ${kind}: add its resource to server/objects.ts`);
  const [resource, namespaced] = known;
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${group}${namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : ''}/${resource}`;
}

export const pathOf = (object: KubernetesObject): string => `${collectionOf(object)}/${object.metadata.name}`;

/** Server-side apply with strict validation: unknown and repeated fields are refused. */
export function apply(client: Client, object: KubernetesObject, { dryRun = false } = {}): Promise<Reply> {
  const query = `fieldManager=test&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
  return client.ask('PATCH', `${pathOf(object)}?${query}`, object, 'application/apply-patch+yaml');
}

/** Asks whether it could be created, without creating it. */
export const tryCreate = (client: Client, object: KubernetesObject): Promise<Reply> =>
  client.ask('POST', `${collectionOf(object)}?dryRun=All&fieldValidation=Strict`, object);

/** The object as it is stored. */
export async function stored(client: Client, object: KubernetesObject): Promise<KubernetesObject> {
  const { body } = await client.ask('GET', pathOf(object));
  if (!isObject(body)) throw new Error(`${nameOf(object)}: is not there`);
  return body;
}

/** The pod that a workload would make: its template under the workload's name. Several objects have none. */
export function podOf(object: KubernetesObject): KubernetesObject | undefined {
  if (object.kind === 'Pod') return object;
  const spec = runSpec(object['spec']);
  if (!isMapping(spec) || !isMapping(spec['template'])) return undefined;
  const { metadata: own, spec: inner, ...rest } = spec['template'];
  const { name, namespace } = object.metadata;
  const pod = isMapping(inner) ? inner : {};
  const volumes = [...(isList(pod['volumes']) ? pod['volumes'] : []), ...claimed(spec['volumeClaimTemplates'])];
  const metadata = { ...(isMapping(own) ? own : {}), name, namespace };
  return { apiVersion: 'v1', kind: 'Pod', ...rest, metadata, spec: { ...pod, volumes } };
}

/** What is run: for a CronJob the Job that it makes. */
function runSpec(spec: unknown): unknown {
  const job = isMapping(spec) ? spec['jobTemplate'] : undefined;
  return isMapping(job) ? job['spec'] : spec;
}

/** The volumes that a StatefulSet adds for its claims. */
const claimed = (templates: unknown): readonly unknown[] =>
  (isList(templates) ? templates : []).filter(isObjectLike).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-0` },
  }));

const isObjectLike = (value: unknown): value is Pick<KubernetesObject, 'metadata'> =>
  isMapping(value) && isMapping(value['metadata']) && typeof value['metadata']['name'] === 'string';
