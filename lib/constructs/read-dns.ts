import { isIP, isIPv4 } from 'node:net';
import { blocksOf, parseCidr } from '../model/addresses';
import { dnsPresets, type Dns } from '../model/dns';
import { checkLabel, checkNamespace } from '../model/names';
import type { Report } from '../model/problem';
import type { DnsProps } from './chart-props';
import { readMapping } from './shape';

const PRESETS: readonly unknown[] = dnsPresets;

/** Who resolves names in the cluster. */
export function readDns(dns: DnsProps | undefined, report: Report): Dns {
  if (dns === undefined) return 'standard';
  if (typeof dns === 'object' && dns !== null && 'namespace' in dns) return readPods(dns, report);
  if (typeof dns === 'object' && dns !== null && 'cidr' in dns) {
    checkCidr(dns.cidr, report);
    return { cidr: dns.cidr };
  }
  if (!PRESETS.includes(dns))
    report('dns', dns, `${dnsPresets.join(' | ')} | { namespace, labels, ports } | { cidr }`, 'choose one');
  return dns;
}

function readPods(
  { namespace, labels: given, ports = [53] }: Extract<DnsProps, { readonly namespace: string }>,
  report: Report,
): Dns {
  checkNamespace(namespace, 'dns.namespace', report);
  const labels = readMapping(given, 'dns.labels', report);
  for (const [key, value] of Object.entries(labels)) checkLabel(key, value, `dns.labels.${key}`, report);
  const list: readonly unknown[] = Array.isArray(ports) ? ports : [ports];
  const good = list.every((port) => Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65535);
  if (!good || list.length === 0 || new Set(list).size < list.length)
    report(
      'dns.ports',
      ports,
      'ports from 1 to 65535, each once',
      'name the ports of the pods, not those of their Service',
    );
  return { namespace, labels, ports };
}

/** A resolver is a few addresses: a larger block would be a way out on port 53. */
function checkCidr(cidr: string, report: Report): void {
  const range = parseCidr(cidr);
  const written = range && blocksOf([range])[0];
  if (range === undefined || range.last - range.first > 255n || written !== cidr)
    report(
      'dns.cidr',
      cidr,
      "a block of at most 256 addresses such as '169.254.20.10/32'",
      isIP(String(cidr)) !== 0
        ? `write '${cidr}/${isIPv4(cidr) ? 32 : 128}'`
        : written === undefined || written === cidr
          ? 'write the addresses of the resolver alone'
          : `write '${written}'`,
    );
}
