import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from '../../judge/tally';
import type { MutationRow } from './mutations';

const file = join(__dirname, '..', 'mutations.md');

const head = `# What a Kubernetes API server says to each weakening

Made by \`npm run test:api\` (\`UPDATE=1\` writes it). Each row is a mutation of the Kubernetes output that a control notices,
sent to a real API server, in a namespace that enforces the level restricted. 'cannot know': accepted without a word, for at least
one of the subjects it was done to.

| control | mutation | the server | why |
|---|---|---|---|
`;

/** Compares what the newest release says with the committed table, or writes it; another release is counted only. */
export function judgeTable(rows: readonly MutationRow[], isNewest: boolean, tally: Tally): void {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const lines = rows.map(({ control, mutation, says, why }) =>
    `| ${[control, mutation, says, why].map(cell).join(' | ')} |`.replace(/ {2,}\|$/, ' |'),
  );
  const count = (says: string): number => rows.filter((row) => row.says === says).length;
  const sum = (['refuses', 'warns', 'cannot know', 'not asked'] as const)
    .map((says) => `${count(says)} ${says}`)
    .join(', ');
  if (!isNewest) return tally.pass(`passed  mutations against the real server: ${rows.length}: ${sum}`);
  const text = `${head}${lines.join('\n')}\n\n${rows.length} mutations: ${sum}.\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed === text) return tally.pass(`passed  mutations against the real server: ${rows.length}: ${sum}`);
  const fresh = text.split('\n').filter((line) => !committed.includes(line));
  tally.fail(
    `mutations.md is not what the server says now (UPDATE=1 writes it): ${fresh.slice(0, 10).join('\n        ')}`,
  );
}
