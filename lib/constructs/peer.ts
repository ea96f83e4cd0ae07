import { shownHost } from '../model/check-exit';
import { checkNames } from './check-names';
import type { Names } from './names';
import type { Report } from '../model/problem';

/** Somebody outside the project. */
export type Peer = NamespacePeer | HostPeer | CidrPeer;

/** Pods of another Kubernetes namespace. */
export interface NamespacePeer {
  readonly kind: 'namespace';
  readonly name: string;
  readonly labels: Readonly<Record<string, string>> | undefined;
}

/** A host of the outside. */
export interface HostPeer {
  readonly kind: 'host';
  readonly name: string;
  readonly port: number;
  readonly cidr: string | undefined;
}

/** A block of addresses. */
export interface CidrPeer {
  readonly kind: 'cidr';
  readonly cidr: string;
  readonly port: number;
}

/** Which pods of a namespace are meant. */
export interface NamespacePeerProps {
  /** Labels that they have. @default - every pod of the namespace */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What is known of a host. */
export interface HostPeerProps {
  /** The addresses it has, as one block; Kubernetes opens these alone. @default - every public address: policies know no names */
  readonly cidr?: string;
}

const NAMES = {
  namespace: { labels: true } as const satisfies Names<NamespacePeerProps>,
  host: { cidr: true } as const satisfies Names<HostPeerProps>,
  cidr: {},
};

const givenTo = new WeakMap<Peer, object>();

/** Reports what was said of a peer by a name that means nothing: `label` would leave every pod of the namespace. */
export const checkPeer = (peer: Peer, prop: string, report: Report): void =>
  checkNames(givenTo.get(peer), prop, { names: NAMES[peer.kind] }, report);

const remember = <T extends Peer>(peer: T, props: object): T => {
  givenTo.set(peer, props);
  return peer;
};

/** Makes peers. */
export const Peer = {
  /** Pods of another Kubernetes namespace. Compose has no namespaces; README's table of differences says so. */
  namespace: (name: string, props: NamespacePeerProps = {}): NamespacePeer =>
    remember({ kind: 'namespace', name, labels: props.labels }, props),
  /**
   * A host of the internet and a TCP port of it. Kubernetes lets the workload reach every public address on this port,
   * and never private networks or metadata services; Compose gives it a network that leads out, to every host and port.
   */
  host: (name: string, port: number, props: HostPeerProps = {}): HostPeer =>
    remember({ kind: 'host', name, port, cidr: props.cidr }, props),
  /** A block of addresses, private ones too, and a TCP port of them: exactly these in Kubernetes, any in Compose. */
  cidr: (cidr: string, port: number): CidrPeer => ({ kind: 'cidr', cidr, port }),
};

/** Whether a value is a peer; a program in JavaScript may pass anything. */
export const isPeer = (value: unknown): value is Peer =>
  typeof value === 'object' && value !== null && 'kind' in value && Object.hasOwn(NAMES, String(value.kind));

/** A peer in words, for messages. */
export const peerText = (peer: Peer): string => shownHost(peer.kind === 'cidr' ? peer.cidr : peer.name);
