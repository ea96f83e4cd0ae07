import { said } from '../model/problem';
import { checkCallee, checkStart, takePrefix } from './caller';
import { chartOf, type Member } from './chart-members';
import { checkNames } from './check-names';
import { redisConnectionNames } from './connection';
import type { Names } from './names';
import { reporter } from './problems';
import { addPolicy } from './workload-objects';
import type { WorkloadConnectionProps } from './workload-connection';

const NAMES = { port: true, as: true, start: true, tls: true } as const satisfies Names<WorkloadConnectionProps>;

/**
 * Connects a workload to another of its chart that is no Redis, or to a sidecar of one: network path, address, and trust
 * where the callee serves TLS. A sidecar is on the network of its workload, so that is where it is found.
 */
export function connectWorkload(caller: Member, callee: Member, props: WorkloadConnectionProps): void {
  const report = reporter(caller);
  const members = chartOf(caller);
  const { name, of: host = name } = callee.base;
  const prop = `connectTo(${name})`;
  const { as: prefix = name.toUpperCase().replaceAll('-', '_'), start = 'after-ready', tls = 'app' } = props;
  const ofRedis = Object.keys(props).filter((key) => key in redisConnectionNames && !(key in NAMES));
  if (ofRedis.length > 0)
    report(
      prop,
      said(ofRedis.join(', ')),
      Object.keys(NAMES).join(', '),
      `remove ${ofRedis.join(', ')}: ${name} is no Redis`,
    );
  const others = Object.fromEntries(Object.entries(props).filter(([key]) => !ofRedis.includes(key)));
  checkNames(others, prop, { names: NAMES }, report);
  checkCallee(caller, callee, prop);
  takePrefix(caller, prefix, prop);
  checkStart(caller, start, prop);
  if (tls !== 'app' && tls !== 'none')
    report(`${prop}.tls`, tls, 'app | none', "leave it out: 'app' is the default, and encrypts");
  const port = portOf(caller, callee, props.port, prop);
  // What stays in a pod is no edge, and was reported.
  if (host === (caller.base.of ?? caller.base.name)) return;
  if (
    port.number > 0 &&
    members.links.some((link) => link.caller === caller.base.name && link.callee === host && link.port === port.number)
  )
    report(prop, port.name, 'each edge once', 'remove the second one');
  members.links.push({
    caller: caller.base.name,
    callee: host,
    listener: name,
    port: port.number,
    portName: port.name,
    prefix,
    start,
    tls: tls === 'none' ? 'none' : 'app',
  });
  addPolicy(caller, members);
  if (chartOf(callee) === members) addPolicy(callee, members);
}

function portOf(caller: Member, callee: Member, name: string | undefined, prop: string) {
  const { ports, name: whom } = callee.base;
  const port = name === undefined ? ports[0] : ports.find((candidate) => candidate.name === name);
  if (port) return port;
  const report = reporter(caller);
  const beside = [...chartOf(callee).workloads.values()].find(
    ({ base }) => base.of === whom && base.ports.some((candidate) => candidate.name === name),
  );
  if (ports.length === 0)
    report(prop, callee.node.path, 'a workload that listens on a port', `give ${whom} a port, or remove the edge`);
  else
    report(
      `${prop}.port`,
      name,
      `a port of ${whom}: ${ports.map((candidate) => candidate.name).join(', ')}`,
      beside === undefined ? 'name a declared port' : `connect to its sidecar: ${beside.base.name} has that port`,
    );
  return { name: String(name), number: 0 };
}
