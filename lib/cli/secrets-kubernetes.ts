import { fstatSync } from 'node:fs';
import { Command } from 'commander';
import { octal } from '../secrets/format';
import { secretStream } from '../secrets/kubernetes-stream';
import { print } from './terminal';
import type { Terminal } from './terminal';

const HELP = `
The stream holds values: it goes into a pipe, never to a terminal or a file that others can read. Nothing is
written unless every value is there and 'secrets init' would change nothing. Apply it server-side: without
that kubectl copies the values into an annotation.

Example:
  $ cdk8s-hardened secrets kubernetes --from deploy | kubectl apply --server-side -f -`;

const PIPE = 'pipe it: cdk8s-hardened secrets kubernetes … | kubectl apply --server-side -f -';

interface Options {
  readonly from: string;
  readonly chart?: string;
  /** Commander's `--without-external`. */
  readonly withoutExternal?: boolean;
}

/** `secrets kubernetes --from DEPLOY [--chart NAME] [--without-external]`. */
export function secretsKubernetesCommand(terminal: Terminal): Command {
  return new Command('kubernetes')
    .summary('write the Secrets that pods read, for kubectl, to a pipe')
    .description('Write the Secrets that the pods of a deploy folder read, from the files that secrets init made.')
    .requiredOption('--from <deploy>', 'the folder that synth wrote and secrets init filled, with hardened.json in it')
    .option('--chart <name>', 'only the project of this chart')
    .option('--without-external', 'leave out what somebody else makes, for instance an operator of a secret store')
    .addHelpText('after', HELP)
    .action(async ({ from, ...options }: Options) => {
      const refused = whyNotInto(terminal.out);
      if (refused !== undefined) return fail(terminal, refused);
      const { text, lines } = secretStream({ deploy: from, ...options, now: new Date(), user: process.geteuid?.() });
      if (!print(lines, terminal)) process.exitCode = 1;
      else if (!(await write(terminal.out, text)))
        fail(terminal, 'standard output: what reads it ended too early; see what it said and run again');
    });
}

/** Why values may not go to this stream: somebody would see them who did not ask. */
function whyNotInto(out: Terminal['out']): string | undefined {
  if (out.isTTY) return `standard output: got a terminal, allowed: a pipe; ${PIPE}`;
  const stats = fstatSync(out.fd);
  if (!stats.isFile() || process.geteuid === undefined || (stats.mode & 0o077) === 0) return undefined;
  const got = `a file of mode ${octal(stats.mode & 0o7777)}`;
  return `standard output: got ${got}, allowed: a pipe, or a file that nobody else can read (umask 077); ${PIPE}`;
}

/** False where the reader went away meanwhile. */
function write(out: Terminal['out'], text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (error?: NodeJS.ErrnoException | null) =>
      error?.code === 'EPIPE' ? resolve(false) : error ? reject(error) : resolve(true);
    out.once('error', end);
    out.write(text, end);
  });
}

function fail(terminal: Terminal, text: string): void {
  print([{ kind: 'error', text }], terminal);
  process.exitCode = 1;
}
