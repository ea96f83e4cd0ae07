import { groups, type Row, type Run } from './rows';

const START = `# What was run

Made by four test runs and \`npm run proof -- --write\`; \`.ci/run\` asks both engines again and fails if an answer is another one. Do not edit.

Four programs, each from one definition, brought up on both engines, which were asked the same questions.
Numbers, addresses and times that were seen are in the output of \`npm run test:engine\`, \`test:engine:stack\`, \`test:cluster\` and \`test:cluster:stack\`; they differ from machine to machine, so they are not here. With \`-- --prove\` each of these weakens what it runs, and fails if a question does not notice.

- **held**: asked of the running system, and so.
- **recorded**: not so there, known and not claimed. Where the engines differ, the last column names the row of [README's table of differences](../README.md#what-is-not-the-same); services of the machine itself are open on both, and have their row too.
- **cannot be asked here**: there is nothing to ask, for the reason given.

Both engines ran on one Debian machine, without any registry: stand-ins for the pinned images, made of Debian's packages and Node's own program, took their place. The cluster has one node; NetworkPolicies are enforced by the Kubernetes project's kube-network-policies.
`;

/** Name and version of an engine for people: no packaging suffix, which is the machine's. */
export const versionOf = ({ engine }: Run): string => /\d+(\.\d+)*/.exec(engine)?.[0] ?? engine;

const CELLS = ['held', 'not held', 'recorded', 'cannot be asked here'] as const;

/** How often each answer was given, as `40 held, 2 recorded`. */
function counts(cells: readonly string[]): string {
  const plain = cells.map((cell) => cell.replaceAll('*', ''));
  return CELLS.map((cell) => [plain.filter((one) => one.startsWith(cell)).length, cell] as const)
    .filter(([count, cell]) => count > 0 || cell === 'not held')
    .map(([count, cell]) => `${count} ${cell}`)
    .join(', ');
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function tableOf(rows: readonly Row[], engines: readonly string[]): string {
  const lines = [
    ['question', 'control', ...engines, 'why they differ'],
    ['---', '---', '---', '---', '---'],
    ...rows.map(({ question, controls, difference, docker, kubernetes }) => [
      question,
      controls.map((id) => `[${id}](controls/${id}.md)`).join(', '),
      docker,
      kubernetes,
      docker === kubernetes ? 'the same' : difference || 'the reason stands in the cell',
    ]),
  ];
  return lines.map(row).join('\n');
}

export function page(rows: readonly Row[], docker: Run, kubernetes: Run): string {
  const engines = [`Docker engine ${versionOf(docker)}`, `Kubernetes ${versionOf(kubernetes)}`];
  const summary = [
    `- ${engines[0]}: ${counts(rows.map((one) => one.docker))}`,
    `- ${engines[1]}: ${counts(rows.map((one) => one.kubernetes))}`,
  ];
  const tables = groups.map(({ title, about, asked }) => {
    const own = rows.filter(({ id }) => asked.some((question) => question.id === id));
    return `## ${title}\n\n${about}\n\n${tableOf(own, engines)}\n`;
  });
  return [START, `${rows.length} questions:\n\n${summary.join('\n')}\n`, ...tables].join('\n');
}

/** Without the version of the Docker engine, which is the newest that Debian has; that of Kubernetes is pinned. */
export const withoutEngineVersion = (text: string): string =>
  text.replaceAll(/Docker engine \d+(\.\d+)*/g, 'Docker engine');
