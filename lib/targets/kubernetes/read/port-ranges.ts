import type { At } from '../../../controls/at';
import type { PortRange } from '../../../controls/subject';
import { textOf } from '../../values';

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** Every port of every protocol. */
const everyPort: readonly PortRange[] = protocols.map((protocol) => ({ protocol, from: 0, to: 65535 }));

/** Looks a port's name up at the receiver: its number, `undefined` where it has none, `'unknown'` where nobody can say. */
export type PortLookup = (name: string, protocol: PortRange['protocol']) => number | undefined | 'unknown';

/** The ports of one rule of a policy, as seen by a receiver. No list, or an empty one, means every port. */
export function rulePorts(rule: At, lookup: PortLookup): readonly PortRange[] {
  const ports = rule.at('ports').list();
  return ports.length === 0 ? everyPort : ports.flatMap((port) => onePort(port, lookup));
}

function onePort(entry: At, lookup: PortLookup): readonly PortRange[] {
  const protocol = protocols.find((name) => name === (textOf(entry.at('protocol')) ?? 'TCP'));
  if (protocol === undefined) return [];
  const port = entry.at('port').value;
  const all = [{ protocol, from: 0, to: 65535 }];
  if (port === undefined || port === null) return all;
  if (typeof port === 'number') {
    const end = entry.at('endPort').value;
    return [{ protocol, from: port, to: typeof end === 'number' ? end : port }];
  }
  const found = lookup(textOf(entry.at('port')) ?? '', protocol);
  if (found === 'unknown') return all;
  return found === undefined ? [] : [{ protocol, from: found, to: found }];
}

/** The same ports in as few ranges as possible, in order of protocol and number. */
export function normalized(ranges: readonly PortRange[]): readonly PortRange[] {
  return protocols.flatMap((protocol) => {
    const merged: { protocol: PortRange['protocol']; from: number; to: number }[] = [];
    for (const range of ranges.filter((item) => item.protocol === protocol).sort((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last !== undefined && range.from <= last.to + 1) last.to = Math.max(last.to, range.to);
      else if (range.from <= range.to) merged.push({ ...range });
    }
    return merged;
  });
}
