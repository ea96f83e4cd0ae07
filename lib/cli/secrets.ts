import { Command } from 'commander';
import { secretsCheckCommand } from './secrets-check';
import { secretsInitCommand } from './secrets-init';
import { secretsKubernetesCommand } from './secrets-kubernetes';
import { secretsRotateCommand } from './secrets-rotate';
import type { Terminal } from './terminal';

/** `secrets …`: everything about values, which synth never sees. */
export function secretsCommand(terminal: Terminal): Command {
  return new Command('secrets')
    .description('Passwords, certificates and ACL files, and the Secrets of a cluster made from them.')
    .addCommand(secretsInitCommand(terminal))
    .addCommand(secretsKubernetesCommand(terminal))
    .addCommand(secretsRotateCommand(terminal))
    .addCommand(secretsCheckCommand(terminal));
}
