import { isIP, isIPv4 } from 'node:net';
import { blocksOf, overlap, parseCidr } from './addresses';
import { translated } from './translated';
import { said, type Report } from './problem';
import { redact } from './redact';

const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** What nobody outside has: the process itself, the machine, and the services that hand out a machine's credentials. */
const NEVER: readonly (readonly [block: string, what: string])[] = [
  ['169.254.0.0/16', 'the metadata service of the cloud'],
  ['168.63.129.16/32', 'the host service of Azure'],
  ['100.100.100.200/32', 'the metadata service of Alibaba Cloud'],
  ['192.0.0.192/32', 'the metadata service of Oracle Cloud'],
  ['fd00:ec2::254/128', 'the metadata service of AWS'],
  ['fd20:ce::254/128', 'the metadata service of Google Cloud'],
  ['fe80::/10', 'the network link of the machine'],
  ['127.0.0.0/8', 'the loopback interface'],
  ['::1/128', 'the loopback interface'],
];

/** Reports a port that TCP does not have. Other than ours, those of others may be low. */
export function checkExitPort(port: number, prop: string, report: Report): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    report(prop, port, '1 to 65535', 'name the TCP port that the other side listens on, for instance 443');
}

/** A host, or a block, as messages show it: what stands before an `@`, or in a path, may be a secret. */
export const shownHost = (host: unknown): string =>
  typeof host === 'string' &&
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/@?#\s]{1,100}(?:\/\d{0,3})?$/.test(host) &&
  redact(host) === host
    ? host
    : '…';

/** The namespace that a name of the cluster's own resolver names; `undefined` for every other host. */
export const clusterNamespace = (host: string): string | undefined =>
  /^[^.]+\.([^.]+)\.svc(\.cluster\.local)?$/.exec(host)?.[1];

/** Reports a host that is no DNS name; `forAddress` says what to write for an address, given as a block of one. */
export function checkExitHost(
  host: string,
  prop: string,
  forAddress: (cidr: string) => string,
  report: Report,
): boolean {
  const text = typeof host === 'string' ? host : '';
  if (HOST.test(text) && text.length <= 253 && isIP(text) === 0) return true;
  const other = text.includes('_') ? "write its real name: DNS names of hosts have no '_'" : 'write the host only';
  const fix = isIP(text) === 0 ? other : forAddress(`${text}/${isIPv4(text) ? 32 : 128}`);
  report(prop, hostGot(host), "a DNS name such as 'api.example.com', without wildcard, port or scheme", fix);
  return false;
}

/** What stands behind a host may be a secret: the path of a webhook, a parameter. */
function hostGot(host: unknown): unknown {
  if (typeof host !== 'string') return host;
  const [, start = '', rest = ''] = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*)(.*)$/s.exec(host) ?? [];
  if (shownHost(start) !== start) return said('a text with more than a host (not shown)');
  return rest.length > 1 ? said(`'${start}/…'`) : host;
}

/** Reports a block of addresses that is none, that is written in another way, or that holds what nobody outside has. */
export function checkCidr(cidr: string, prop: string, report: Report): void {
  const range = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
  if (range === undefined) {
    const fix = isIP(String(cidr)) === 0 ? 'write address and length' : `write '${cidr}/${isIPv4(cidr) ? 32 : 128}'`;
    report(prop, cidr, "a block of addresses such as '203.0.113.0/24'", fix);
    return;
  }
  const [written = ''] = blocksOf([range]);
  if (written.endsWith('/0')) {
    const fix = "name the block you mean, or one host: Peer.host('api.example.com', 443)";
    report(prop, cidr, 'a block that is less than every address', fix);
    return;
  }
  if (written !== cidr)
    report(prop, cidr, 'a block that begins at its first address, in its short form', `write '${written}'`);
  const held = NEVER.flatMap(([block, what]) =>
    [block, ...translated(block)].map((form) => [form, what] as const),
  ).find(([block]) => {
    const never = parseCidr(block);
    return never !== undefined && overlap(never, range);
  });
  if (held)
    report(prop, cidr, `blocks without ${held[0]}, ${held[1]}`, 'name a smaller block, or several that leave it out');
}
