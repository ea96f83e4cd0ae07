import { controls } from '../../lib/controls';
import { kinds, targets, type Target } from '../../lib/controls/subject';
import { frameworks, type Clauses } from '../../lib/frameworks';

/** A file that is made from data. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

type Each = (typeof controls)[number];

/** Everything below this line of a page is written by hand and kept. */
const byHand = '<!-- From here on this page is written by hand. -->';

/**
 * The page of every control and the table of all of them, from the controls themselves. `read` gives the text of a file
 * of the repository, `undefined` where there is none: the comment of a control's source is its definition, and what is
 * written by hand in a page stays.
 */
export function controlPages(read: (path: string) => string | undefined): readonly Page[] {
  return [
    { path: 'docs/controls.md', text: table() },
    ...controls.map((control) => {
      const path = pageOf(control.id);
      const written = read(path)?.split(byHand)[1];
      const head = page(control, definition(read(`lib/controls/${control.id}.ts`) ?? ''));
      return { path, text: written === undefined ? head : `${head}\n${byHand}${written}` };
    }),
  ];
}

/** Where the page of a control is. */
export const pageOf = (id: string): string => `docs/controls/${id}.md`;

/** The part of a page that is written by hand. */
export const handWritten = (text: string): string | undefined => text.split(byHand)[1];

function page(control: Each, text: string): string {
  return `# ${control.id}

<!-- Made from lib/controls/${control.id}.ts by \`npm run generate\`. -->

**${sentence(control.title)}** Severity ${control.severity}, judged for every ${control.subject}.

${control.why}

## What is judged

\`\`\`text
${text}
\`\`\`

${targets.map((target) => targetPart(control, target)).join('\n')}
## Clauses

${clauses(control.clauses)}

## Exception

${exception(control)}
`;
}

/** The first block comment of a source file, without its stars. */
function definition(source: string): string {
  const [, comment = ''] = /^\/\*\n([^]*?)^ \*\/$/m.exec(source) ?? [];
  return comment
    .split('\n')
    .map((line) => line.replace(/^ \* ?/, ''))
    .join('\n')
    .trim();
}

function targetPart(control: Each, target: Target): string {
  const witness = control.in[target];
  const head = `## ${names[target]}\n\n`;
  if ('notApplicable' in witness) {
    const made = witness.compensatedBy.map((id) => `[${id}](${id}.md)`).join(', ');
    return `${head}Not applicable: ${witness.notApplicable}. ${made === '' ? 'This is an open gap.' : `Made up for by ${made}.`}\n`;
  }
  const items = witness.weaken.map(({ name }) => `- ${name}`).join('\n');
  return `${head}Each of these changes of hardened output is noticed ([how that is proved](../controls.md#proof)):\n\n${items}\n`;
}

const names: Readonly<Record<Target, string>> = { kubernetes: 'Kubernetes', compose: 'Compose' };

function clauses(answered: Clauses): string {
  const lines = Object.entries(frameworks).flatMap(([key, framework]) => {
    const ids: readonly string[] = Object.entries(answered).find(([known]) => known === key)?.[1] ?? [];
    const titles: Readonly<Record<string, string>> = framework.clauses;
    return ids.map((id) => `- ${framework.name} ${id}: ${titles[id] ?? ''}`);
  });
  return lines.length > 0 ? lines.join('\n') : 'None of the catalogues in lib/frameworks asks for it.';
}

function exception(control: Each): string {
  if (control.exception === 'never') return 'There is none.';
  const what =
    'permits' in control.exception
      ? `It permits ${control.exception.permits}`
      : `It turns on \`${Object.keys(control.exception.relax).join(', ')}\` of the [posture](../../lib/model/posture.ts)`;
  const also = control.exception.also.map((id) => ` With it [${id}](${id}.md) is missed.`).join('');
  return `${what}, and is written into both outputs with its reason.${also}

\`\`\`ts
Exceptions.of(construct).allow('${control.id}', { reason: 'why, for whoever reviews the output' });
\`\`\``;
}

function table(): string {
  const rows = kinds.flatMap((kind) => controls.filter(({ subject }) => subject === kind).map(row));
  return `# Controls

<!-- Made from lib/controls by \`npm run generate\`. -->

One rule each: what holds, for which kind of subject, and how each output shows it. A number is how many ways of
weakening the output the check is proved to notice; 'gap' is a target where nothing shows or makes up for it.

| control | what holds | severity | subject | Kubernetes | Compose | exception |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

## Proof

\`npm run loops\` weakens the output of every program of the tests in each of these ways: it changes the parsed text,
writes it, reads it again, and asks all controls. The control in question must miss the changed subject, and no other
control may miss anything, unless the change says that it follows. For every exception it makes a program with this
exception alone: only its control and what follows from it may be missing, and the reason must stand in both outputs.

## Examples

Some pages have examples, and a test runs them. A block is a patch of the output of example 01: mappings are merged,
items of lists that have names are merged by name, other lists are replaced, \`null\` removes. The words after the
language say what it is:

- \`yaml kubernetes bad\`: objects of the manifest; the control of the page must miss something, and no
  other control but what its list of changes brings along.
- \`yaml kubernetes good\`: nothing may be missed.
- \`yaml compose bad\`, \`yaml compose good\`: the same for the Compose file.
- \`conf bad\`, \`conf good\`: lines in place of those of the same name in the configuration of Redis, in both outputs.
- \`dockerfile bad\`, \`dockerfile good\`: the Dockerfile.
`;
}

function row(control: Each): string {
  const cells = targets.map((target) => {
    const witness = control.in[target];
    if (!('notApplicable' in witness)) return String(witness.weaken.length);
    const made = witness.compensatedBy.map((id) => `[${id}](controls/${id}.md)`).join(', ');
    return made === '' ? 'gap' : `by ${made}`;
  });
  const relaxable = control.exception === 'never' ? 'never' : 'permits' in control.exception ? 'an input' : 'a switch';
  const link = `[${control.id}](controls/${control.id}.md)`;
  return `| ${[link, control.title, control.severity, control.subject, ...cells, relaxable].join(' | ')} |`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
