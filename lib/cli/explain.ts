import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { controls as allControls } from '../controls';
import { explain } from '../audit/symptoms/explain';
import { controlText, symptomText } from '../audit/symptoms/text';
import { print, type Terminal } from './terminal';

const STDIN = 0;

/** What synth says of a prop, in which no control is named. */
const OWN = /: got .*[;,] allowed: .*; /;

const controlIds = allControls.map(({ id }) => id);

/** Where the pages of controls are, from here: they are part of the package. The same way up from lib/cli and build/cli. */
const pages = (): string => relative(process.cwd(), join(__dirname, '..', '..', 'docs', 'controls'));

/** `explain`: what is behind a control or a message. */
export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('Say what a control is, or what is behind a message or a log: the control, and what to declare.')
    .argument('<words...>', 'the id of a control, or a message in quotes; - reads a log from standard input')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-hardened explain read-only-root
  $ cdk8s-hardened explain "EROFS: read-only file system, open '/app/cache.json'"
  $ docker compose logs | cdk8s-hardened explain -`,
    )
    .action((words: readonly string[]) => {
      const text = words.join(' ') === '-' ? readFileSync(STDIN, 'utf8') : words.join(' ');
      const { controls, found, near } = explain(text);
      const parts = [
        ...controls.map((control) => controlText(control, pages())),
        ...found.map(({ symptom, line }) => `${line}\n${symptomText(symptom)}`),
      ];
      if (parts.length > 0) return void terminal.out.write(`${parts.join('\n\n')}\n`);
      const what = text.trim() === '' ? 'an empty text' : JSON.stringify(text.trim().slice(0, 200));
      const line = 'the line of a log as it was printed';
      const fix = OWN.test(text)
        ? 'do what its own fix says: it is a message of this package'
        : near.length > 0
          ? `pass ${near.join(' or ')}, or ${line}`
          : `pass ${line}, or a control: ${controlIds.join(', ')}`;
      print(
        [{ kind: 'error', text: `explain: got ${what}; allowed: a control or a message that is known; fix: ${fix}` }],
        terminal,
      );
      process.exitCode = 1;
    });
}
