import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { explainCommand } from './explain';
import { initCommand } from './init';
import { secretsCommand } from './secrets';
import type { Terminal } from './terminal';

const HELP = `
Examples:
  $ cdk8s-hardened init
  $ cdk8s-hardened secrets init deploy
  $ cdk8s-hardened explain "EROFS: read-only file system"

Exit codes: 0 fine, 1 error, 2 something to do (secrets check). Results are on standard output, everything else on standard error.`;

/** The whole command line. New commands are added here, one file each. */
export function buildProgram(terminal: Terminal): Command {
  return new Command('cdk8s-hardened')
    .description('Work with what a program of cdk8s-hardened wrote. Everything starts from its hardened.json.')
    .version(packageVersion())
    .addHelpText('after', HELP)
    .addCommand(secretsCommand(terminal))
    .addCommand(initCommand(terminal))
    .addCommand(explainCommand(terminal));
}

function packageVersion(): string {
  // The same way up from lib/cli and from build/cli.
  const file = join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
