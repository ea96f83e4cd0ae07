import type { At } from '../../../controls/at';
import type { DoorService, KubernetesExposure } from '../../../controls/subjects/kubernetes';
import type { ProjectContract } from '../../../model/contract';
import { groups, once } from '../../../model/once';
import { recordOf, textOf, uniqueIds } from '../../values';
import type { KubernetesObject } from './objects';
import { indexPods } from './pod-index';
import type { Pod } from './pods';

/** Every door of a project: Services, Ingresses and routes, joined with the workload behind them, and pods. */
export function exposuresOf(
  project: string,
  contract: ProjectContract,
  objects: readonly KubernetesObject[],
  pods: readonly Pod[],
): readonly KubernetesExposure[] {
  const unique = uniqueIds();
  const services = objects
    .filter(({ kind }) => kind === 'Service')
    .map((service) => ({
      ...service,
      door: { name: service.name, workload: workloadBehind(service, pods), ports: portsOf(service.at) },
    }));
  const inNamespace = groups(services, ({ namespace }) => namespace);
  const known = new Map([...inNamespace].map(([namespace, all]) => [namespace, all.map(({ door }) => door)]));
  const byName = new Map(services.map(({ namespace, name, door }) => [`${namespace}/${name}`, door]));
  const declared = new Map(contract.exposures.toReversed().map((exposure) => [exposure.workload, exposure]));
  const none: readonly DoorService[] = [];
  const door = (kind: KubernetesExposure['kind'], name: string, at: At, namespace: string, workload?: string) => ({
    id: unique(`${project}/${kind}/${name}`),
    project,
    ...(workload === undefined ? {} : { workload }),
    at,
    kind,
    declared: workload === undefined ? undefined : declared.get(workload),
    services: known.get(namespace) ?? none,
  });
  const through = (kind: 'Ingress' | 'Route', backends: (at: At) => readonly string[]) =>
    objects
      .filter((object) => (kind === 'Ingress' ? object.kind === 'Ingress' : isRoute(object)))
      .map(({ name, namespace, at }) => {
        const behind = backends(at).flatMap((service) => byName.get(`${namespace}/${service}`)?.workload ?? []);
        return door(kind, name, at, namespace, behind[0]);
      });
  return [
    ...services.map(({ name, at, namespace, door: { workload } }) => door('Service', name, at, namespace, workload)),
    ...through('Ingress', backendsOf),
    ...through('Route', routedTo),
    ...pods.map((pod) => door('Pod', pod.id, pod.spec, pod.namespace, pod.id)),
  ];
}

const indexOf = once(indexPods);

/** HTTPRoute, GRPCRoute, TLSRoute, TCPRoute and UDPRoute. */
const isRoute = ({ kind, at }: KubernetesObject): boolean =>
  kind.endsWith('Route') && (textOf(at.at('apiVersion')) ?? '').startsWith('gateway.networking.k8s.io/');

/** The workload whose pods a Service selects. A Service without a selector has none. */
function workloadBehind(service: KubernetesObject, pods: readonly Pod[]): string | undefined {
  const selector = Object.entries(recordOf(service.at.at('spec', 'selector')));
  if (selector.length === 0) return undefined;
  return indexOf(pods)
    .find(Object.fromEntries(selector), [service.namespace])
    .find((pod) => pod.namespace === service.namespace && selector.every(([key, value]) => pod.labels[key] === value))
    ?.id;
}

function backendsOf(ingress: At): readonly string[] {
  const spec = ingress.at('spec');
  const paths = spec
    .at('rules')
    .list()
    .flatMap((rule) => rule.at('http', 'paths').list());
  const backends = [spec.at('defaultBackend'), ...paths.map((path) => path.at('backend'))];
  return backends.flatMap((backend) => textOf(backend.at('service', 'name')) ?? []);
}

const routedTo = (route: At): readonly string[] =>
  route
    .at('spec', 'rules')
    .list()
    .flatMap((rule) => rule.at('backendRefs').list())
    .flatMap((backend) => textOf(backend.at('name')) ?? []);

function portsOf(service: At): readonly (string | number)[] {
  return service
    .at('spec', 'ports')
    .list()
    .flatMap((port) =>
      [port.at('port').value, port.at('name').value].filter((x) => typeof x === 'number' || typeof x === 'string'),
    );
}
