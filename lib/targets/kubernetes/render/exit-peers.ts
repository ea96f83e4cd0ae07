import type { ExitTarget } from '../../../model/exit';
import { translated } from '../../../model/translated';
import type { Labels, NetworkPolicyPeer } from './types';

/**
 * What a host name may stand for: every public address. Policies know no names, so what a name must never lead to is left
 * out: private networks, the node and its cloud (link-local and metadata addresses), loopback, multicast, reserved ranges.
 */
const INNER = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

/** 6to4 (2002::/16) is given up since RFC 7526, and leads to addresses of IPv4; NAT64 may lead to public ones. */
const INNER_6 = [
  '::1/128',
  ...INNER.flatMap((block) => translated(block, ['nat64'])),
  '64:ff9b:1::/48',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

const PUBLIC: readonly NetworkPolicyPeer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: INNER } },
  { ipBlock: { cidr: '::/0', except: INNER_6 } },
];

/** Whom a rule for a way out is about. */
export function exitPeers(to: ExitTarget): readonly NetworkPolicyPeer[] {
  if ('namespace' in to) return [namespacePeer(to.namespace, to.labels)];
  return to.cidr === undefined ? PUBLIC : [{ ipBlock: { cidr: to.cidr } }];
}

/** Pods of another namespace: those with some labels, or all of them. */
export const namespacePeer = (name: string, labels: Labels = {}): NetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  ...(Object.keys(labels).length > 0 && { podSelector: { matchLabels: labels } }),
});
