import type { Row, Run } from './rows';

const START = `# What was run

Made by two test runs and \`npm run proof -- --write\`; \`.ci/run\` asks both engines again and fails if an answer is another one. Do not edit.

One definition, [example 01](../examples/01-node-redis/main.ts), brought up by README's own commands on both engines, and each asked the same [questions](../test/engine/questions.ts).
Numbers, addresses and times that were seen are in the output of \`npm run test:engine\` and \`npm run test:cluster\`; they differ from machine to machine, so they are not here.

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

export function page(rows: readonly Row[], docker: Run, kubernetes: Run): string {
  const engines = [`Docker engine ${versionOf(docker)}`, `Kubernetes ${versionOf(kubernetes)}`];
  const lines = [
    ['question', 'control', ...engines, 'why they differ'],
    ['---', '---', '---', '---', '---'],
    ...rows.map(({ question, controls, difference, ...row }) => [
      question,
      controls.map((id) => `[${id}](controls/${id}.md)`).join(', '),
      row.docker,
      row.kubernetes,
      difference === '' ? 'the same' : difference,
    ]),
  ];
  const summary = [
    `- ${engines[0]}: ${counts(rows.map((row) => row.docker))}`,
    `- ${engines[1]}: ${counts(rows.map((row) => row.kubernetes))}`,
  ];
  const table = lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return [START, `${rows.length} questions:\n\n${summary.join('\n')}\n`, `${table.join('\n')}\n`].join('\n');
}

/** Without the version of the Docker engine, which is the newest that Debian has; that of Kubernetes is pinned. */
export const withoutEngineVersion = (text: string): string =>
  text.replaceAll(/Docker engine \d+(\.\d+)*/g, 'Docker engine');
