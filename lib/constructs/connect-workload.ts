import { said } from '../model/problem';
import { checkCallee, checkStart, takePrefix } from './caller';
import { chartOf, type Member } from './chart-members';
import { reporter } from './problems';
import { addPolicy } from './workload-objects';
import type { WorkloadConnectionProps } from './workload-connection';

const PROPS: readonly string[] = ['port', 'as', 'start', 'tls'] satisfies (keyof WorkloadConnectionProps)[];

/** Connects a workload to another of its chart that is no Redis: network path, address, and trust where the callee serves TLS. */
export function connectWorkload(caller: Member, callee: Member, props: WorkloadConnectionProps): void {
  const report = reporter(caller);
  const members = chartOf(caller);
  const name = callee.node.id;
  const prop = `connectTo(${name})`;
  const { as: prefix = name.toUpperCase().replaceAll('-', '_'), start = 'after-ready', tls = 'app' } = props;
  const strange = Object.keys(props).filter((key) => !PROPS.includes(key));
  if (strange.length > 0)
    report(prop, said(strange.join(', ')), PROPS.join(', '), `remove ${strange.join(', ')}: ${name} is no Redis`);
  checkCallee(caller, callee, prop);
  takePrefix(caller, prefix, prop);
  checkStart(caller, start, prop);
  if (tls !== 'app' && tls !== 'none')
    report(`${prop}.tls`, tls, 'app | none', "leave it out: 'app' is the default, and encrypts");
  const port = portOf(caller, callee, props.port, prop);
  if (
    members.links.some((link) => link.caller === caller.base.name && link.callee === name && link.port === port.number)
  )
    report(prop, port.name, 'each edge once', 'remove the second one');
  members.links.push({
    caller: caller.base.name,
    callee: name,
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
  const { ports } = callee.base;
  const port = name === undefined ? ports[0] : ports.find((candidate) => candidate.name === name);
  if (port) return port;
  const report = reporter(caller);
  if (ports.length === 0)
    report(
      prop,
      callee.node.path,
      'a workload that listens on a port',
      `give ${callee.node.id} a port, or remove the edge`,
    );
  else
    report(
      `${prop}.port`,
      name,
      `a port of ${callee.node.id}: ${ports.map((candidate) => candidate.name).join(', ')}`,
      'name a declared port',
    );
  return { name: String(name), number: 0 };
}
