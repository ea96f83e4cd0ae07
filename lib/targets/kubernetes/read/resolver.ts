import type { ProjectContract } from '../../../model/contract';
import { foreigners, type Foreigners } from './foreigners';

/** Who answers for names: pods, or addresses; on these ports, over UDP and TCP alike. */
export interface Resolver {
  readonly pods: Foreigners | undefined;
  readonly cidr: string | undefined;
  readonly ports: readonly number[];
}

const pods = (party: Foreigners, ports: readonly number[]): Resolver => ({ pods: party, cidr: undefined, ports });
const at = (cidr: string): Resolver => ({ pods: undefined, cidr, ports: [53] });

/** As the makers of these clusters document it. */
const known = {
  standard: pods(foreigners('kube-system', { 'k8s-app': 'kube-dns' }), [53]),
  'node-local': at('169.254.20.10/32'),
  'gke-cloud-dns': at('169.254.169.254/32'),
  openshift: pods(foreigners('openshift-dns'), [5353]),
} as const;

/** The resolver of the cluster that a contract is for. */
export function resolverOf({ dns = 'standard' }: Pick<ProjectContract, 'dns'>): Resolver {
  if (typeof dns === 'string') return known[dns];
  return 'cidr' in dns ? at(dns.cidr) : pods(foreigners(dns.namespace, dns.labels), dns.ports);
}
