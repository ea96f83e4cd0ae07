import type { At } from '../at';
import type { Miss, Mutation } from '../control';
import type { KubernetesExposure } from '../subject';
import type { DoorService } from '../subjects/kubernetes';
import { isSet, shown, texts, wrong } from './places';

/*
 * A route of the Gateway API is a door like an Ingress; TLS is the business of the listener that it names.
 *
 *   kind                       HTTPRoute
 *   spec.parentRefs[*]         the declared Gateway, and its declared listener
 *   spec.hostnames             the declared host, no other
 *   spec.rules[*].backendRefs[*], and where requests are copied to (RequestMirror)
 *                              a Service of the workload in the same namespace, and a port of it
 */
export function judgeRoute(e: KubernetesExposure): readonly Miss[] {
  const spec = e.at.at('spec');
  const { host, gateway } = e.declared ?? {};
  if (host === undefined || gateway === undefined)
    return [wrong(spec, 'nothing', 'declare it: `expose` of the workload, with `gateway`')];
  if (e.at.at('kind').value !== 'HTTPRoute')
    return [wrong(e.at.at('kind'), 'HTTPRoute', 'declare it: `expose` of the workload, with `gateway`')];
  const parents = spec.at('parentRefs').list();
  const { namespace, name, listener } = gateway;
  const parent = `listener ${listener} of Gateway ${namespace}/${name}`;
  const hostnames = texts(spec.at('hostnames'));
  return [
    ...(parents.length > 0 ? [] : [wrong(spec.at('parentRefs'), parent, 'name the declared listener')]),
    ...parents
      .filter(
        (ref) =>
          !isKind(ref, 'gateway.networking.k8s.io', 'Gateway') ||
          (ref.at('namespace').value ?? e.at.at('metadata', 'namespace').value) !== namespace ||
          ref.at('name').value !== name ||
          ref.at('sectionName').value !== listener,
      )
      .map((ref) => wrong(ref, parent, 'name the declared listener')),
    ...(hostnames.join() === host ? [] : [wrong(spec.at('hostnames'), host, 'name the declared host')]),
    ...backendsOf(spec)
      .filter(
        (ref) =>
          !isKind(ref, '', 'Service') ||
          isSet(ref.at('namespace')) ||
          !leadsToWorkload(e, ref.at('name').value, ref.at('port').value),
      )
      .map((ref) => wrong(ref, `a Service of ${e.workload} and a port of it`, 'name the port of the Service')),
  ];
}

/** Group and kind of a reference; each has a default. */
const isKind = (ref: At, group: string, kind: string): boolean =>
  (ref.at('group').value ?? group) === group && (ref.at('kind').value ?? kind) === kind;

/** Where requests are sent and where copies of them are. */
const backendsOf = (spec: At): readonly At[] =>
  spec
    .at('rules')
    .list()
    .flatMap((rule) => {
      const backends = rule.at('backendRefs').list();
      const filters = [rule, ...backends].flatMap((one) => one.at('filters').list());
      const mirrors = filters.map((filter) => filter.at('requestMirror', 'backendRef')).filter(isSet);
      return [...backends, ...mirrors];
    });

/** Whether a Service has this port and leads to the workload that the door is for. */
export const leadsToWorkload = (e: KubernetesExposure, service: unknown, port: unknown): boolean =>
  e.services.some(
    ({ name, workload, ports }) => name === service && workload === e.workload && ports.some((known) => known === port),
  );

/** A Service of another workload, for mutations. */
export const strangeService = (e: KubernetesExposure): DoorService | undefined =>
  e.services.find(({ workload, ports }) => workload !== e.workload && typeof ports[0] === 'number');

const isRoute = (e: KubernetesExposure): boolean => e.kind === 'Route';
const isBeside = (e: KubernetesExposure): boolean => isRoute(e) && strangeService(e) !== undefined;
const first = (e: KubernetesExposure): At => e.at.at('spec', 'rules', 0);

/** What widens a route. */
export const routeMutations: readonly Mutation<KubernetesExposure>[] = [
  {
    name: 'a route on every listener, those without TLS too',
    when: isRoute,
    do: (e) => e.at.at('spec', 'parentRefs', 0, 'sectionName').remove(),
  },
  {
    name: 'a route on a second Gateway',
    when: isRoute,
    do: (e) =>
      e.at
        .at('spec', 'parentRefs')
        .push({ name: 'public', sectionName: shown(e.at.at('spec', 'parentRefs', 0, 'sectionName')) }),
  },
  {
    name: 'a route of the same Gateway name in the own namespace',
    when: isRoute,
    do: (e) => e.at.at('spec', 'parentRefs', 0, 'namespace').remove(),
  },
  {
    name: 'a route on something of that name that is no Gateway',
    when: isRoute,
    do: (e) => e.at.at('spec', 'parentRefs', 0, 'kind').set('XListenerSet'),
  },
  {
    name: 'a route to something of that name that is no Service',
    when: isRoute,
    do: (e) => first(e).at('backendRefs', 0, 'kind').set('ServiceImport'),
  },
  { name: 'a route for every host', when: isRoute, do: (e) => e.at.at('spec', 'hostnames').remove() },
  {
    name: 'a route for a wildcard as well',
    when: isRoute,
    do: (e) => e.at.at('spec', 'hostnames').push('*.example.com'),
  },
  {
    name: 'a route to a port that does not exist',
    when: isRoute,
    do: (e) => first(e).at('backendRefs', 0, 'port').set(1),
  },
  {
    name: 'a route to another workload as well',
    when: isBeside,
    do: (e) =>
      first(e)
        .at('backendRefs')
        .push({ name: strangeService(e)?.name, port: strangeService(e)?.ports[0] }),
  },
  {
    name: 'a route to another namespace as well',
    when: isRoute,
    do: (e) =>
      first(e)
        .at('backendRefs')
        .push({ ...(first(e).at('backendRefs', 0).value as object), namespace: 'other' }),
  },
  {
    name: 'a copy of every request to another workload',
    when: isBeside,
    do: (e) =>
      first(e)
        .at('filters')
        .push({
          type: 'RequestMirror',
          requestMirror: { backendRef: { name: strangeService(e)?.name, port: strangeService(e)?.ports[0] } },
        }),
  },
  {
    name: 'a route of another kind',
    when: isRoute,
    do: (e) => e.at.at('kind').set('GRPCRoute'),
  },
];
