import { styleText } from 'node:util';
import type { Line } from '../secrets/report';

/** Where the command line writes: results to one stream, everything about the run to the other. */
export interface Terminal {
  readonly out: NodeJS.WriteStream & { readonly fd: number };
  readonly err: NodeJS.WriteStream;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Line['kind'], Style>> = {
  made: 'green',
  written: 'yellow',
  kept: 'dim',
  missing: 'red',
  note: 'cyan',
  warning: 'yellow',
  error: 'red',
};

/** Prints what happened to standard output and the rest to standard error. True when there was no error. */
export function print(lines: readonly Line[], terminal: Terminal): boolean {
  for (const { kind, text } of lines) {
    const isResult = kind === 'made' || kind === 'written' || kind === 'kept' || kind === 'missing';
    const stream = isResult ? terminal.out : terminal.err;
    // The stream decides about colour: a terminal, and NO_COLOR not set.
    const paint = (words: string) => styleText(STYLES[kind], words, { stream });
    stream.write(isResult ? `${paint(text)}\n` : `${paint(`${kind}:`)} ${text}\n`);
  }
  return lines.every(({ kind }) => kind !== 'error');
}
