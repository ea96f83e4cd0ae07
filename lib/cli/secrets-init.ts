import { Command } from 'commander';
import { initSecrets } from '../secrets/init';
import { systemRandom } from '../secrets/issue';
import { print } from './terminal';
import type { Terminal } from './terminal';

const HELP = `
Passwords and the private authority are made once and never overwritten. The ACL file and the certificates
of Redis are written again, in place, when rules, names or validity no longer match. No value is printed.

Example:
  $ cdk8s-hardened secrets init deploy
  $ cd deploy/compose/shop && docker compose up --build --wait`;

/** `secrets init DEPLOY [--chart NAME]`. */
export function secretsInitCommand(terminal: Terminal): Command {
  return new Command('init')
    .summary('make what is missing and renew what no longer matches')
    .description('Make the secrets of the Compose projects of a deploy folder, or renew what no longer matches.')
    .argument('<deploy>', 'the folder that synth wrote, with hardened.json in it')
    .option('--chart <name>', 'only the project of this chart')
    .addHelpText('after', HELP)
    .action(async (deploy: string, { chart }: { readonly chart?: string }) => {
      const user = process.geteuid?.();
      const lines = await initSecrets({ deploy, chart, now: new Date(), random: systemRandom, user });
      if (!print(lines, terminal)) process.exitCode = 1;
    });
}
