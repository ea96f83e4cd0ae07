import type { PortRange } from '../subject';

/** Ports as text, sorted and each once: `TCP 5010, TCP 9464`; `nothing` where there are none. */
export const portsText = (ports: readonly string[]): string => [...new Set(ports)].sort().join(', ') || 'nothing';

/** What policies allow, port by port; wide ranges stay ranges. */
export function allowedPorts(ranges: readonly PortRange[] | 'unrestricted'): readonly string[] {
  if (ranges === 'unrestricted') return ['everything, since no policy restricts it'];
  return ranges.flatMap(({ protocol, from, to }) => {
    if (to - from > 100) return [from === 0 && to === 65535 ? `every ${protocol} port` : `${protocol} ${from}-${to}`];
    return Array.from({ length: to - from + 1 }, (_, step) => `${protocol} ${from + step}`);
  });
}
