import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from '../../judge/tally';
import { excuseProblems, reasonFor } from './policy-excuses';
import type { PolicyRow } from './policy-mutations';

const file = join(__dirname, '..', 'policies.md');

const head = `# What admission policies say to each weakening

Made by \`npm run test:api\` (\`UPDATE=1\` writes it). Each row is a mutation of the Kubernetes output that a control notices,
done to every subject of every program of the tests and sent to a real API server with the program's policies. 'invalid': the server
refuses it before it asks a policy. What nothing notices is excused by its name, with a reason (\`beyond\` of a rule, or
[without.ts](../../lib/targets/kubernetes/admission/without.ts)); a name that excuses nothing fails too. No other policy than that
of the control, and of what the mutation implies, has anything against it.

| control | mutation | noticed by | subjects | why not |
|---|---|---|---|---|
`;

/** Judges what policies said; what the newest release says is compared with the committed table, or written there. */
export function judgePolicyTable(rows: readonly PolicyRow[], isNewest: boolean, tally: Tally): void {
  const problems = [...rows.flatMap(problemsOf), ...excuseProblems(rows)];
  if (problems.length > 0) tally.fail(['policies against mutations', ...problems].join('\n        '));
  const lines = rows.map((row) => {
    const cells = [row.control, row.mutation, byOf(row), String(row.tried), reasonFor(row)];
    return `| ${cells.join(' | ')} |`.replace(/ {2,}\|$/, ' |');
  });
  const count = (by: string): number => rows.filter((row) => byOf(row) === by).length;
  const kinds = [...new Set(rows.map(byOf))].map((by) => `${count(by)} by ${by}`).join(', ');
  const summary = `passed  policies against mutations: ${rows.length}: ${kinds}`;
  if (!isNewest) return tally.pass(summary);
  const text = `${head}${lines.join('\n')}\n\n${rows.length} mutations: ${kinds}.\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed === text) return tally.pass(summary);
  const fresh = text.split('\n').filter((line) => !committed.includes(line));
  tally.fail(`policies.md is not what is said now (UPDATE=1 writes it): ${fresh.slice(0, 10).join('\n        ')}`);
}

function byOf({ tried, noticed, invalid, unsent }: PolicyRow): string {
  if (tried > 0 && unsent === tried) return 'nothing';
  const missed = tried - noticed - invalid - unsent;
  const by = [
    ...(noticed > 0 ? ['its policy'] : []),
    ...(invalid > 0 ? ['the server (invalid)'] : []),
    ...(missed > 0 ? ['nothing'] : []), // for some subjects: one that is invalid must not hide them
  ];
  return by.join(', ') || 'nothing';
}

/** What is odd about one row by itself; whether it had to be noticed is said beside it, by name. */
function problemsOf(row: PolicyRow): readonly string[] {
  const where = `${row.control}, '${row.mutation}'`;
  const missed = row.tried - row.noticed - row.invalid - row.unsent;
  return [
    ...(row.tried === 0 ? [`${where}: no subject`] : []),
    ...[...row.strange].map((control) => `${where}: also refused by ${control}`),
    ...(missed > 0 && row.noticed > 0 ? [`${where}: noticed on some subjects only`] : []),
  ];
}
