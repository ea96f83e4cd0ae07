import { checkNamespace } from '../model/names';
import { chartOf, type Member } from './chart-members';
import { readLabels } from './exits';
import { checkPeer, peerText, type Peer } from './peer';
import { reporter } from './problems';
import { addPolicy } from './workload-objects';

/** Lets pods of a namespace reach a port of a workload. */
export function allowFromPeer(
  callee: Member,
  peer: Peer,
  port: { readonly name: string; readonly number: number },
): void {
  const members = chartOf(callee);
  const report = reporter(callee);
  const prop = `allowFrom(${peerText(peer)})`;
  checkPeer(peer, prop, report);
  if (peer.kind !== 'namespace') {
    const fix = 'use expose for callers from outside; connectTo if this workload is the one that calls';
    report(prop, `Peer.${peer.kind}`, 'Peer.namespace', fix);
    return;
  }
  checkNamespace(peer.name, prop, report);
  const labels = readLabels(peer.labels, `${prop}.labels`, report);
  const edge = { namespace: peer.name, labels, callee: callee.node.id, port: port.number };
  if (members.callers.some((other) => JSON.stringify(other) === JSON.stringify(edge)))
    report(prop, port.name, 'each edge once', 'remove the second one');
  members.callers.push(edge);
  addPolicy(callee, members);
}
