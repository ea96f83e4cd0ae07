import type { GatewayListener } from '../model/contract';
import { checkHost, checkNamespace, checkObjectName, checkPort } from '../model/names';
import { said, type Report } from '../model/problem';
import { ingressBackends } from '../model/project';
import type { Member } from './chart-members';
import { chartOf } from './chart-members';
import { checkNames } from './check-names';
import { exposeShape, type ExposeProps, type GatewayExposeProps, type GatewayProps } from './expose-props';
import { isLoopback } from './loopback';
import { reporter } from './problems';
import { readIngressAnnotations } from './read-ingress-annotations';
import { addDoor, addPolicy } from './workload-objects';

/** Opens the one door of a workload, to a port that is known. */
export function openDoor(construct: Member, props: ExposeProps | GatewayExposeProps, port: number): void {
  const members = chartOf(construct);
  const report = reporter(construct);
  const { host, from, address = '127.0.0.1', backend } = props;
  const published = props.published ?? port;
  checkNames(props, 'expose', exposeShape, report);
  checkHost(host, 'expose.host', report);
  if (typeof from === 'object' && from !== null) checkNamespace(from.namespace, 'expose.from.namespace', report);
  else
    report(
      'expose.from',
      from,
      'the namespace of the ingress controller, as an object',
      `write from: { namespace: '${typeof from === 'string' ? from : 'ingress-nginx'}' }`,
    );
  if (!isLoopback(address) && !/^\d+(\.\d+){3}$/.test(address))
    report('expose.address', address, 'an IP address of the host', "leave it out for '127.0.0.1'");
  if (props.published !== undefined) checkPort(published, 'expose.published', report);
  if (members.exposures.some(({ workload }) => workload === construct.node.id))
    report('expose', host, 'one door per workload', 'remove the second call');
  const through = 'gateway' in props ? readGateway(props, report) : readIngress(props, report);
  const workload = construct.node.id;
  members.exposures.push({ workload, port, host, from: from?.namespace, address, backend, published, ...through });
  addPolicy(construct, members);
  addDoor(construct, members, through.gateway === undefined ? 'ingress' : 'route');
}

function readIngress({ tls, className, backend, annotations }: ExposeProps, report: Report) {
  if (tls === undefined)
    report(
      'expose.tls',
      tls,
      'the name of a TLS Secret of the namespace, or a gateway',
      "name the Secret that holds the certificate of the host, for instance tls: 'shop-tls'",
    );
  else checkObjectName(tls, 'expose.tls', report);
  if (className !== undefined) checkObjectName(className, 'expose.className', report);
  if (backend !== undefined && !ingressBackends.includes(backend))
    report('expose.backend', backend, ingressBackends.join(' | '), 'choose one, or leave it out');
  return { tls, gateway: undefined, className, annotations: readIngressAnnotations(annotations, report) };
}

function readGateway(props: GatewayExposeProps, report: Report) {
  const { gateway: given, from, backend } = props;
  const extra: Partial<ExposeProps> = props;
  for (const key of ['tls', 'className', 'annotations'] as const)
    if (extra[key] !== undefined)
      report(
        `expose.${key}`,
        key === 'annotations' ? said(Object.keys(extra[key] ?? {}).join()) : extra[key],
        'nothing beside gateway',
        `remove ${key}: it is for an Ingress, and the listener of the Gateway ends TLS`,
      );
  if (backend !== undefined && backend !== 'by-hand')
    report(
      'expose.backend',
      backend,
      "'by-hand' for a Gateway",
      "write a BackendTLSPolicy, and set backend: 'by-hand'",
    );
  return { tls: undefined, gateway: listenerOf(given, from?.namespace, report), className: undefined, annotations: {} };
}

function listenerOf(given: GatewayProps, around: string, report: Report): GatewayListener {
  const { name, listener, namespace = around } = given ?? {};
  checkObjectName(name, 'expose.gateway.name', report);
  checkObjectName(listener, 'expose.gateway.listener', report);
  if (namespace !== around) checkNamespace(namespace, 'expose.gateway.namespace', report);
  return { namespace, name, listener };
}
