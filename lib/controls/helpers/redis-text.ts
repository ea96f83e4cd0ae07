import type { At } from '../at';
import type { RedisServer } from '../subject';
import { textOf } from './places';

/** What a directive is in the end: the last one on the command line, else the last one of the configuration. */
export const directive = (server: RedisServer, name: string): string | undefined =>
  [...server.directives, ...server.overrides].findLast(([known]) => known === name)?.[1];

/** The line of a directive; the whole configuration where it has none. */
export function lineOf(server: RedisServer, name: string): At {
  const line = textOf(server.configuration.value)
    .split('\n')
    .findLastIndex((text) => isDirective(text, name));
  return line < 0 ? server.configuration : server.configuration.at(line);
}

/** Writes a directive in place of what stands there; `undefined` removes its line. */
export function setDirective(server: RedisServer, name: string, value: string | undefined): void {
  const kept = textOf(server.configuration.value)
    .split('\n')
    .filter((text) => !isDirective(text, name));
  const lines = value === undefined ? kept : [...kept.filter((text) => text !== ''), `${name} ${value}`, ''];
  server.configuration.set(lines.join('\n'));
}

const isDirective = (text: string, name: string): boolean => text.trim().toLowerCase().split(/\s+/)[0] === name;
