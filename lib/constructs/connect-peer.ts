import { checkCidr, checkExitHost, clusterNamespace } from '../model/check-exit';
import type { ExitTarget } from '../model/exit';
import { said } from '../model/problem';
import type { Member } from './chart-members';
import { checkNames } from './check-names';
import { addExit, namespaceTarget } from './exits';
import type { Names } from './names';
import { checkPeer, peerText, type CidrPeer, type HostPeer, type NamespacePeer, type Peer } from './peer';
import { reporter } from './problems';

/** Which port of a namespace's pods is called. */
export interface PeerConnectionProps {
  /** TCP port of the pods, as their containers listen on it. */
  readonly port: number;
}

const NAMES = { port: true } as const satisfies Names<PeerConnectionProps>;

/** Opens the way to a peer: an egress rule in Kubernetes, a network that leads out in Compose. */
export function connectPeer(caller: Member, peer: Peer, props: Partial<PeerConnectionProps> | undefined): void {
  const prop = `connectTo(${peerText(peer)})`;
  checkPeer(peer, prop, reporter(caller));
  const [to, port] = peer.kind === 'namespace' ? pods(peer, props, prop, caller) : host(peer, props, prop, caller);
  if (addExit(caller, to, port, prop)) reporter(caller)(prop, port, 'each way out once', 'remove the second one');
}

function pods(peer: NamespacePeer, props: Partial<PeerConnectionProps> | undefined, prop: string, caller: Member) {
  const port = props?.port;
  checkNames(props, prop, { names: NAMES }, reporter(caller));
  if (port === undefined) {
    const fix = `write connectTo(Peer.namespace('${peer.name}'), { port: 5432 })`;
    reporter(caller)(`${prop}.port`, port, 'the TCP port of its pods', fix);
  }
  return [namespaceTarget(peer.name, peer.labels, prop, caller), port ?? 1] as const;
}

function host(peer: HostPeer | CidrPeer, props: object | undefined, prop: string, caller: Member) {
  if (props !== undefined)
    reporter(caller)(prop, said('props'), 'none: a host or a block names its port itself', 'remove them');
  return [target(peer, prop, caller), peer.port] as const;
}

function target(peer: HostPeer | CidrPeer, prop: string, caller: Member): ExitTarget {
  const report = reporter(caller);
  if (peer.kind === 'cidr') {
    checkCidr(peer.cidr, prop, report);
    return { cidr: peer.cidr };
  }
  const { name: host, port, cidr } = peer;
  checkExitHost(host, prop, (block) => `use Peer.cidr('${block}', ${port})`, report);
  const namespace = clusterNamespace(host);
  if (namespace !== undefined)
    report(
      prop,
      host,
      'a host outside of the cluster',
      `use Peer.namespace('${namespace}', { labels }): its address is private`,
    );
  if (cidr === undefined) return { host };
  checkCidr(cidr, `${prop}.cidr`, report);
  return { host, cidr };
}
