import { list, record, word } from './json';

/** A port of a container. */
export interface FoundPort {
  readonly number: number;
  /** How it is published, as written; `undefined` where it is not. */
  readonly published: string | undefined;
}

/** Ports inside of the container: `8080:3000`, `127.0.0.1:8080:3000/tcp`, 3000 and the long form. */
export const portsOf = (ports: unknown, published: boolean): readonly FoundPort[] =>
  list(ports).flatMap((port): readonly FoundPort[] => {
    const { target, published: host } = record(port);
    const text = word(typeof port === 'object' ? target : port) ?? '';
    const number = /(\d+)(?:\/tcp)?$/.exec(text)?.[1];
    if (number === undefined) return [];
    const shown = typeof port === 'object' ? `${word(host) ?? ''}:${number}` : text;
    return [{ number: Number(number), published: published ? shown : undefined }];
  });

/** Words of a command line: a list as it is, a text split as a shell would; `undefined` where there is none. */
export function wordsOf(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return list(value).map((one) => word(one) ?? '');
  const text = word(value);
  if (text === undefined) return undefined;
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([part]) => part.replace(/["']/g, ''));
}

/** A size of Compose as one of Kubernetes: both count in steps of 1024, under different letters. */
export function sizeOf(value: unknown): string | undefined {
  const [, number, unit = ''] = /^(\d+)\s*(b|k|kb|m|mb|g|gb)?$/i.exec(word(value) ?? '') ?? [];
  if (number === undefined) return undefined;
  const letter = unit.toLowerCase().replace('b', '');
  if (letter !== '') return `${number}${letter === 'k' ? 'Ki' : letter === 'm' ? 'Mi' : 'Gi'}`;
  return Number(number) % 1024 === 0 ? `${Number(number) / 1024}Ki` : undefined;
}

/** A number above zero. */
export function numberOf(value: unknown): number | undefined {
  const number = Number(word(value) ?? NaN);
  return number > 0 ? number : undefined;
}

/** A question over HTTP that a health check asks inside its container. */
export interface FoundQuestion {
  readonly port: number;
  readonly path: string;
}

/** The question in a command line; `undefined` where it asks otherwise, or with more than a path. */
export function questionIn(text: string): FoundQuestion | undefined {
  const asked = /\bhttp:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d+))?(\/[^\s'"`|;,)\]]*)?/.exec(text);
  if (!asked) return undefined;
  const [, port = '80', path = '/'] = asked;
  return /^\/[A-Za-z0-9._~/-]*$/.test(path) ? { port: Number(port), path } : undefined;
}
