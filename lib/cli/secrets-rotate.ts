import { Command, Option } from 'commander';
import { systemRandom } from '../secrets/issue';
import { secretStream } from '../secrets/kubernetes-stream';
import type { Place } from '../secrets/reload';
import { rotateSecrets } from '../secrets/rotate';
import { runner } from './run-reload';
import { print } from './terminal';
import type { Terminal } from './terminal';

const HELP = `
begin: a second password is made and the ACL file takes both; the server reads it; callers get the new one.
finish: the ACL file takes the new one alone; the server reads it; the old one is forgotten.

In the middle of each step the server has to read its ACL file. With --run that is done for you. Without, the
command is printed: run it, then the same step again with --reloaded. What was interrupted goes on where it
ended; 'secrets check' says what is half done. No value is printed.

Example:
  $ cdk8s-hardened secrets rotate deploy --edge backend-1.redis --step begin --run
  $ cdk8s-hardened secrets rotate deploy --edge backend-1.redis --step finish --run`;

interface Options {
  readonly chart?: string;
  readonly edge?: string;
  readonly all?: boolean;
  readonly step: 'begin' | 'finish';
  readonly in: Place;
  readonly run?: boolean;
  readonly reloaded?: boolean;
}

/** `secrets rotate DEPLOY [names…] --step begin|finish`. */
export function secretsRotateCommand(terminal: Terminal): Command {
  return new Command('rotate')
    .summary('replace passwords of Redis without losing a request, in two steps')
    .description('Replace passwords of Redis. Between the two steps both are good, so no caller is ever locked out.')
    .argument('<deploy>', 'the folder that synth wrote and secrets init filled, with hardened.json in it')
    .argument('[names...]', 'names of passwords, as secrets init prints them')
    .option('--edge <caller.prefix>', 'the password of one edge, for instance backend-1.redis')
    .option('--all', 'every password of the project')
    .addOption(new Option('--step <step>', 'which half').choices(['begin', 'finish']).makeOptionMandatory())
    .option('--chart <name>', 'the project of this chart, where there are several')
    .addOption(
      new Option('--in <place>', 'where the server runs').choices(['compose', 'kubernetes']).default('compose'),
    )
    .option('--run', 'have the server read its ACL file: docker compose exec, or kubectl apply and kubectl exec')
    .addOption(new Option('--reloaded', 'the server has read its ACL file since this step was begun').conflicts('run'))
    .addHelpText('after', HELP)
    .action(
      async (deploy: string, names: readonly string[], { in: place, run, reloaded = false, ...more }: Options) => {
        const by = { now: new Date(), user: process.geteuid?.() };
        const stream = () => {
          const { text, lines } = secretStream({ deploy, chart: more.chart, ...by });
          return { text, problem: lines.find(({ kind }) => kind === 'error')?.text };
        };
        const lines = await rotateSecrets({
          ...more,
          ...by,
          deploy,
          names,
          place,
          reloaded,
          random: systemRandom,
          ...(run && { run: runner(place, stream) }),
        });
        if (!print(lines, terminal)) process.exitCode = 1;
      },
    );
}
