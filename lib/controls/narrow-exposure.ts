import type { At } from './at';
import type { Control, Miss } from './control';
import { isSet, shown, textOf, texts, wrong } from './helpers/places';
import { judgeRoute, leadsToWorkload, routeMutations, strangeService } from './helpers/route-door';
import type { ComposeExposure, KubernetesExposure } from './subject';

/*
 * A door to the outside is one the contract declares, and no wider.
 *
 * Kubernetes, restricted fields:
 *   Service: spec.type, spec.externalIPs, spec.ports[*].nodePort        ClusterIP; absent
 *   pod:     spec.hostNetwork, spec.containers[*].ports[*].hostPort     absent
 *   Ingress: spec.defaultBackend, spec.rules[*].host, spec.tls          absent; the declared host, and TLS for it
 *            spec.rules[*].http.paths[*].backend.service                a Service of the workload, and a port of it
 *   routes of the Gateway API: see helpers/route-door.ts
 * Compose, restricted field:
 *   services.*.ports[*]    the declared port on the declared loopback address, one to one
 */
export const narrowExposure = {
  id: 'narrow-exposure',
  title: 'only declared ports are published, on loopback or behind TLS',
  severity: 'high',
  why: 'A port published without an address bypasses the packet filter of the host and is open to its whole network; a node port, an Ingress without TLS or a route on a listener without it does the same in a cluster.',
  subject: 'exposure',
  clauses: {
    'pod-security': ['hostNamespaces', 'hostPorts'],
    'cis-docker': ['5.9', '5.14'],
    'cis-kubernetes': ['5.2.5', '5.2.13'],
    'nsa-cisa': ['network/policies', 'network/encryption'],
    'nist-800-190': ['4.3.3'],
    'owasp-docker': ['5a'],
  },
  in: {
    kubernetes: {
      check: (e) => judgeDoor[e.kind](e),
      weaken: [
        { name: 'a node port', when: isService, do: (e) => e.at.at('spec', 'type').set('NodePort') },
        { name: 'a load balancer', when: isService, do: (e) => e.at.at('spec', 'type').set('LoadBalancer') },
        { name: 'an outside address', when: isService, do: (e) => e.at.at('spec', 'externalIPs').set(['192.0.2.1']) },
        {
          name: 'a port of the node',
          when: isPod,
          do: (e) => e.at.at('containers', 0, 'ports', 0, 'hostPort').set(5010),
        },
        {
          name: 'the network of the node',
          implies: ['declared-edges-only', 'no-host-access'],
          when: isPod,
          do: (e) => e.at.at('hostNetwork').set(true),
        },
        { name: 'no TLS', when: isIngress, do: (e) => e.at.at('spec', 'tls').remove() },
        {
          name: 'TLS for another host',
          when: isIngress,
          do: (e) => e.at.at('spec', 'tls', 0, 'hosts').set(['example.org']),
        },
        {
          name: 'another certificate',
          when: isIngress,
          do: (e) => e.at.at('spec', 'tls', 0, 'secretName').set('other'),
        },
        { name: 'every host', when: isIngress, do: (e) => e.at.at('spec', 'rules', 0, 'host').remove() },
        {
          name: 'a wildcard with TLS',
          when: isIngress,
          do: (e) => {
            e.at.at('spec', 'rules', 0, 'host').set('*.example.com');
            e.at.at('spec', 'tls', 0, 'hosts').set(['*.example.com']);
          },
        },
        {
          name: 'a backend that does not exist',
          when: isIngress,
          do: (e) => e.at.at('spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port').set({ number: 1 }),
        },
        {
          name: 'a default backend',
          when: isIngress,
          do: (e) =>
            e.at.at('spec', 'defaultBackend').set(e.at.at('spec', 'rules', 0, 'http', 'paths', 0, 'backend').value),
        },
        {
          name: 'a path to another workload',
          when: (e) => isIngress(e) && strangeService(e) !== undefined,
          do: (e) =>
            e.at.at('spec', 'rules', 0, 'http', 'paths').push({
              path: '/other',
              pathType: 'Prefix',
              backend: { service: { name: strangeService(e)?.name, port: { number: strangeService(e)?.ports[0] } } },
            }),
        },
        ...routeMutations,
      ],
    },
    compose: {
      check: (e) => judgePort(e),
      weaken: [
        { name: 'without an address', do: (e) => e.at.at('host_ip').remove() },
        { name: 'all addresses', do: (e) => e.at.at('host_ip').set('0.0.0.0') },
        { name: 'another loopback address', do: (e) => e.at.at('host_ip').set('127.0.0.2') },
        { name: 'the short form without an address', do: (e) => e.at.set(`${e.published}:${e.target}`) },
        { name: 'all addresses of IPv6, short form', do: (e) => e.at.set(`[::]:${e.published}:${e.target}`) },
        { name: 'a port that the engine picks', do: (e) => e.at.at('published').remove() },
        { name: 'a range of ports', do: (e) => e.at.at('published').set(`${e.published}-${Number(e.published) + 9}`) },
        { name: 'another port of the container', implies: ['image-user'], do: (e) => e.at.at('target').set(22) },
      ],
    },
  },
  exception: { permits: 'an `address` of `expose` that is not loopback, in Compose', also: [] },
} as const satisfies Control<'exposure'>;

function isService(e: KubernetesExposure): boolean {
  return e.kind === 'Service';
}
function isPod(e: KubernetesExposure): boolean {
  return e.kind === 'Pod';
}
function isIngress(e: KubernetesExposure): boolean {
  return e.kind === 'Ingress';
}

const judgeDoor: Readonly<Record<KubernetesExposure['kind'], (e: KubernetesExposure) => readonly Miss[]>> = {
  Service: (e) => judgeService(e.at.at('spec')),
  Ingress: judgeIngress,
  Route: judgeRoute,
  Pod: (e) => judgePod(e.at),
};

const absent = (at: At): readonly Miss[] => (isSet(at) ? [wrong(at, 'nothing', 'remove it')] : []);

function judgeService(spec: At): readonly Miss[] {
  const type = spec.at('type');
  return [
    ...(isSet(type) && type.value !== 'ClusterIP'
      ? [wrong(type, 'ClusterIP', 'expose the workload through an Ingress')]
      : []),
    ...absent(spec.at('externalIPs')),
    ...spec
      .at('ports')
      .list()
      .flatMap((port) => absent(port.at('nodePort'))),
  ];
}

function judgePod(spec: At): readonly Miss[] {
  const containers = [...spec.at('containers').list(), ...spec.at('initContainers').list()];
  return [
    ...(spec.at('hostNetwork').value === true ? absent(spec.at('hostNetwork')) : []),
    ...containers.flatMap((container) => container.at('ports').list()).flatMap((port) => absent(port.at('hostPort'))),
  ];
}

function judgeIngress(e: KubernetesExposure): readonly Miss[] {
  const spec = e.at.at('spec');
  const { host: declaredHost, tls: declaredTls } = e.declared ?? {};
  if (declaredHost === undefined || declaredTls === undefined)
    return [wrong(spec, 'nothing', 'declare it: `expose` of the workload, with `tls`')];
  const covered = spec
    .at('tls')
    .list()
    .filter((entry) => entry.at('secretName').value === declaredTls)
    .flatMap((entry) => texts(entry.at('hosts')));
  const rules = spec.at('rules').list();
  const backends = rules
    .flatMap((rule) => rule.at('http', 'paths').list())
    .map((path) => path.at('backend', 'service'));
  return [
    ...absent(spec.at('defaultBackend')),
    ...rules
      .filter((rule) => rule.at('host').value !== declaredHost)
      .map((rule) => wrong(rule.at('host'), declaredHost, 'name the declared host')),
    ...rules
      .filter((rule) => !covered.includes(textOf(rule.at('host').value)))
      .map(() => wrong(spec.at('tls'), `${declaredTls} for ${declaredHost}`, 'add a TLS entry')),
    ...backends
      .filter((backend) => !leadsToWorkload(e, backend.at('name').value, portOf(backend).value))
      .map((backend) => wrong(backend, `a Service of ${e.workload} and a port of it`, 'name the port of the Service')),
  ];
}

const portOf = (backend: At): At =>
  isSet(backend.at('port', 'name')) ? backend.at('port', 'name') : backend.at('port', 'number');

function judgePort(e: ComposeExposure): readonly Miss[] {
  const fix = 'publish the declared port on the declared address, or declare it: `expose` of the workload';
  const got = `${e.address || 'every address'}:${e.published || 'a random port'} to ${e.target ?? shown(e.at)}`;
  if (e.declared === undefined) return [{ at: [e.at], got, want: 'nothing', fix }];
  const { address, port } = e.declared;
  const agrees = e.address === address && e.target === port && /^[0-9]+$/.test(e.published);
  const loopback = /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(e.address) || e.address === '::1';
  return agrees && loopback
    ? []
    : [{ at: [e.at], got, want: `${loopback ? address : '127.0.0.1'}:PORT to ${port}`, fix }];
}
