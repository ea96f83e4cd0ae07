import type { Dns } from '../../../model/dns';
import { namespacePeer } from './exit-peers';
import type { NetworkPolicyPeer, NetworkPolicyPort } from './types';

interface Resolver {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

const addresses = (cidr: string): Resolver => ({ peers: [{ ipBlock: { cidr } }], ports: both(53) });

const both = (port: number): readonly NetworkPolicyPort[] => [
  { protocol: 'UDP', port },
  { protocol: 'TCP', port },
];

/** Where names are resolved. */
export function resolverRule(dns: Dns): Resolver {
  if (typeof dns === 'object')
    return 'cidr' in dns
      ? addresses(dns.cidr)
      : { peers: [namespacePeer(dns.namespace, dns.labels)], ports: dns.ports.flatMap(both) };
  switch (dns) {
    // CoreDNS under the label that every distribution keeps.
    case 'standard':
      return { peers: [namespacePeer('kube-system', { 'k8s-app': 'kube-dns' })], ports: both(53) };
    // The address that NodeLocal DNSCache has on every node.
    case 'node-local':
      return addresses('169.254.20.10/32');
    // Also the address of the metadata service, which listens on other ports.
    case 'gke-cloud-dns':
      return addresses('169.254.169.254/32');
    // Ports of pods count: its Service answers on 53.
    case 'openshift':
      return { peers: [namespacePeer('openshift-dns')], ports: both(5353) };
  }
}
