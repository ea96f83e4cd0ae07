import type { At } from '../../../controls/at';
import { unwrapShell, wordsOf } from '../../words';
import { literalOf } from './forms';
import { isPresent, textOf } from '../../values';

/**
 * The words a service runs; `undefined` where they cannot be seen. Without an entry point of its own the image's runs;
 * for Redis that is the script of the official image.
 */
export function wordsOfService(service: At): readonly string[] | undefined {
  const entrypoint = lineOf(service.at('entrypoint'));
  const command = lineOf(service.at('command'));
  if (entrypoint === undefined || command === undefined) return undefined;
  const own = isPresent(service.at('entrypoint')) ? entrypoint : ['docker-entrypoint.sh'];
  return unwrapShell([...own, ...command]);
}

/** The words of a health check: empty where there is none or it is switched off. Text runs in a shell. */
export function healthWords(service: At): readonly string[] {
  const check = service.at('healthcheck');
  if (check.at('disable').value === true) return [];
  const test = check.at('test');
  const line = literalOf(test);
  if (line !== undefined) return [line];
  const [how, ...words] = test.list().map((word) => literalOf(word) ?? '');
  return how === 'CMD' || how === 'CMD-SHELL' ? words : [];
}

/** Words from a list, or from one line that Compose itself splits. */
function lineOf(at: At): readonly string[] | undefined {
  const line = textOf(at);
  if (line !== undefined) {
    const seen = literalOf(at);
    return seen === undefined ? undefined : wordsOf(seen);
  }
  const words = at.list().map(literalOf);
  const seen = words.filter((word) => word !== undefined);
  return seen.length === words.length ? seen : undefined;
}
