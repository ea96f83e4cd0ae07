import { BlockList, isIPv4 } from 'node:net';

/*
 * What NetworkPolicies let through, read as the API documents it, for tests: nothing of lib is asked. It knows what our
 * manifests use, and throws at what it does not know.
 */
type Labels = Readonly<Record<string, string>>;
interface Selector {
  readonly matchLabels?: Labels;
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly protocol: string; readonly port: number | string }[];
}

/** A NetworkPolicy as it is written. */
export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/** One end: a pod, or an address outside of the cluster. */
export interface End {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly address?: string;
}

/** Whether the policies of one end let it through: the sender's egress, or the receiver's ingress. */
export function passes(
  policies: readonly NetworkPolicy[],
  direction: 'Ingress' | 'Egress',
  own: End,
  other: End,
  { protocol, port }: { readonly protocol: string; readonly port: number },
): boolean {
  const closing = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === own.namespace &&
      spec.policyTypes.includes(direction) &&
      selects(spec.podSelector, own.labels),
  );
  if (own.namespace === undefined || closing.length === 0) return true;
  return closing.some(({ metadata, spec }) =>
    (direction === 'Ingress' ? spec.ingress : spec.egress)?.some((rule) => {
      for (const key of Object.keys(rule)) if (!['from', 'to', 'ports'].includes(key)) throw new Error(key);
      const peers = direction === 'Ingress' ? rule.from : rule.to;
      const ports = rule.ports ?? [];
      return (
        (!peers?.length || peers.some((peer) => isMeant(peer, other, metadata.namespace))) &&
        (ports.length === 0 || ports.some((one) => one.protocol === protocol && one.port === port))
      );
    }),
  );
}

function isMeant(peer: Peer, end: End, home: string): boolean {
  for (const key of Object.keys(peer))
    if (!['podSelector', 'namespaceSelector', 'ipBlock'].includes(key)) throw new Error(key);
  if (peer.ipBlock) return end.address !== undefined && isIn(end.address, peer.ipBlock);
  if (end.namespace === undefined) return false;
  const space = peer.namespaceSelector
    ? selects(peer.namespaceSelector, { 'kubernetes.io/metadata.name': end.namespace })
    : end.namespace === home;
  return space && (peer.podSelector === undefined || selects(peer.podSelector, end.labels));
}

function selects(selector: Selector, labels: Labels = {}): boolean {
  for (const key of Object.keys(selector)) if (key !== 'matchLabels') throw new Error(`${key} is not known here`);
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

function isIn(address: string, { cidr, except = [] }: NonNullable<Peer['ipBlock']>): boolean {
  const holds = (block: string): boolean => {
    const [network = '', length = ''] = block.split('/');
    if (isIPv4(network) !== isIPv4(address)) return false;
    const family = isIPv4(network) ? 'ipv4' : 'ipv6';
    const list = new BlockList();
    list.addSubnet(network, Number(length), family);
    return list.check(address, family);
  };
  return holds(cidr) && !except.some(holds);
}
