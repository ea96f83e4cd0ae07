import { Command } from 'commander';
import { checkFolder } from '../secrets/check';
import { print } from './terminal';
import type { Terminal } from './terminal';

const HELP = `
Changes nothing and prints no value. Exit code 2 where there is something to do.

Example:
  $ cdk8s-hardened secrets check deploy`;

/** `secrets check DEPLOY [--chart NAME]`. */
export function secretsCheckCommand(terminal: Terminal): Command {
  return new Command('check')
    .summary('say what is missing, out of date, or half done')
    .description(
      'Say what secrets init would change in a deploy folder, and which rotation of a password is half done.',
    )
    .argument('<deploy>', 'the folder that synth wrote, with hardened.json in it')
    .option('--chart <name>', 'only the project of this chart')
    .addHelpText('after', HELP)
    .action((deploy: string, { chart }: { readonly chart?: string }) => {
      const { lines, findings } = checkFolder({ deploy, chart, now: new Date(), user: process.geteuid?.() });
      if (!print(lines, terminal)) process.exitCode = 1;
      else if (findings > 0) process.exitCode = 2;
    });
}
