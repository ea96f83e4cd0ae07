import { Command } from 'commander';
import { secretsInitCommand } from './secrets-init';
import type { Terminal } from './terminal';

/** `secrets …`: everything about values, which synth never sees. */
export function secretsCommand(terminal: Terminal): Command {
  return new Command('secrets')
    .description('Passwords, certificates and ACL files, on the machine that runs the containers.')
    .addCommand(secretsInitCommand(terminal));
}
