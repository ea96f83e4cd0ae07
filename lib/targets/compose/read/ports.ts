import type { At } from '../../../controls/at';
import { textOf } from '../../values';
import { splitOutsideVariables } from './interpolation';

/** A published port of a service. */
export interface PublishedPort {
  /** Host address; `''` where none is given: all interfaces. */
  readonly address: string;
  /** Host port or range; `''` where the engine picks one. */
  readonly published: string;
  /** Container port; `undefined` for a range, or where it depends on whoever runs it. */
  readonly target: number | undefined;
  readonly at: At;
}

/** Published ports, short and long form alike. */
export function publishedPorts(service: At): readonly PublishedPort[] {
  return service
    .at('ports')
    .list()
    .map((at) => {
      const short = textOf(at);
      if (short !== undefined) return { ...shortPort(short), at };
      return {
        address: textOf(at.at('host_ip')) ?? '',
        published: textOf(at.at('published')) ?? '',
        target: portNumber(textOf(at.at('target')) ?? ''),
        at,
      };
    });
}

/** Container ports of `ports` and `expose`. */
export function containerPorts(service: At): readonly number[] {
  const exposed = service
    .at('expose')
    .list()
    .flatMap((at) => portNumber(textOf(at) ?? '') ?? []);
  const published = publishedPorts(service).flatMap(({ target }) => target ?? []);
  return [...new Set([...published, ...exposed])];
}

/** `[[ADDRESS:]PUBLISHED:]TARGET[/PROTOCOL]`; an IPv6 address stands in brackets. */
function shortPort(text: string): Omit<PublishedPort, 'at'> {
  const [, address6, rest = ''] = /^(?:\[([^\]]*)\]:)?(.*)$/s.exec(text) ?? [];
  const parts = splitOutsideVariables(rest, ':');
  const [published = '', target = ''] = parts.length > 1 ? parts.slice(-2) : ['', parts[0]];
  return { address: address6 ?? parts.slice(0, -2).join(':'), published, target: portNumber(target) };
}

function portNumber(text: string): number | undefined {
  const [, digits] = /^(\d+)(?:\/\w+)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
