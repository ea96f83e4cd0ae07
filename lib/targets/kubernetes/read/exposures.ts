import type { At } from '../../../controls/at';
import type { KubernetesExposure } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { once } from '../../../model/once';
import { recordOf, textOf, uniqueIds } from '../../values';
import type { KubernetesObject } from './objects';
import { indexPods } from './pod-index';
import type { Pod } from './pods';

/** Every door of a project: Services and Ingresses, joined with the workload behind them, and pods. */
export function exposuresOf(
  project: string,
  contract: ProjectContract,
  objects: readonly KubernetesObject[],
  pods: readonly Pod[],
): readonly KubernetesExposure[] {
  const unique = uniqueIds();
  const services = objects.filter(({ kind }) => kind === 'Service');
  const known = new Map<string, KubernetesExposure['services'][number][]>();
  for (const { namespace } of services) known.set(namespace, []);
  for (const { name, namespace, at } of services) known.get(namespace)?.push({ name, ports: portsOf(at) });
  const byName = new Map(services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const declared = new Map(contract.exposures.toReversed().map((exposure) => [exposure.workload, exposure]));
  const door = (kind: KubernetesExposure['kind'], name: string, at: At, namespace: string, workload?: string) => ({
    id: unique(`${project}/${kind}/${name}`),
    project,
    ...(workload === undefined ? {} : { workload }),
    at,
    kind,
    declared: workload === undefined ? undefined : declared.get(workload),
    services: known.get(namespace) ?? [],
  });
  return [
    ...services.map((service) => {
      return door('Service', service.name, service.at, service.namespace, workloadBehind(service, pods));
    }),
    ...objects
      .filter(({ kind }) => kind === 'Ingress')
      .map((ingress) => {
        const behind = backendsOf(ingress.at).flatMap((name) => byName.get(`${ingress.namespace}/${name}`) ?? []);
        const workloads = behind.flatMap((service) => workloadBehind(service, pods) ?? []);
        return door('Ingress', ingress.name, ingress.at, ingress.namespace, workloads[0]);
      }),
    ...pods.map((pod) => door('Pod', pod.id, pod.spec, pod.namespace, pod.id)),
  ];
}

const indexOf = once(indexPods);

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

function portsOf(service: At): readonly (string | number)[] {
  return service
    .at('spec', 'ports')
    .list()
    .flatMap((port) =>
      [port.at('port').value, port.at('name').value].filter((x) => typeof x === 'number' || typeof x === 'string'),
    );
}
