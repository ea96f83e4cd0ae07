import { exceptionText, type Exception } from '../../../model/exception';
import { MEBIBYTE } from '../../../model/quantities';
import type { Exceptions } from './types';

/** Doubles every dollar sign: Compose would read the next word as a variable of the shell that runs it. */
export const escapeDollars = (text: string): string => text.replaceAll('$', '$$$$');

/** Bytes as Compose writes them; its `m` and `k` are binary. */
export const byteText = (bytes: number): string => {
  if (bytes % MEBIBYTE === 0) return `${bytes / MEBIBYTE}m`;
  return bytes % 1024 === 0 ? `${bytes / 1024}k` : `${bytes}b`;
};

/** Exceptions, for whoever reads the file. */
export const exceptionBlock = (exceptions: readonly Exception[]): Exceptions | undefined =>
  exceptions.length === 0
    ? undefined
    : { exceptions: Object.fromEntries(exceptions.map((one) => [one.control, escapeDollars(exceptionText(one))])) };
