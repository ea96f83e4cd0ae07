import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { admissionRules, notForAdmission } from '../../../lib/targets/kubernetes/admission';
import type { AdmissionRule } from '../../../lib/targets/kubernetes/admission/rule';
import type { Tally } from '../../judge/tally';
import type { PolicyRow } from './policy-mutations';

const file = join(__dirname, '..', 'policies.md');

const head = `# What admission policies say to each weakening

Made by \`npm run test:api\` (\`UPDATE=1\` writes it). Each row is a mutation of the Kubernetes output that a control notices,
done to every subject of every program of the tests and sent to a real API server with the program's policies. 'invalid': the server
refuses it before it asks a policy. No other policy than that of the control, and of what the mutation implies, has anything against it.

| control | mutation | noticed by | subjects | why not |
|---|---|---|---|---|
`;

/** Judges what policies said; what the newest release says is compared with the committed table, or written there. */
export function judgePolicyTable(rows: readonly PolicyRow[], isNewest: boolean, tally: Tally): void {
  const problems = rows.flatMap(problemsOf);
  if (problems.length > 0) tally.fail(['policies against mutations', ...problems].join('\n        '));
  const lines = rows.map((row) => {
    const why = byOf(row) === 'nothing' ? reasonFor(row.control) : '';
    return `| ${[row.control, row.mutation, byOf(row), String(row.tried), why].join(' | ')} |`.replace(
      / {2,}\|$/,
      ' |',
    );
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
  const by = [...(noticed > 0 ? ['its policy'] : []), ...(invalid > 0 ? ['the server (invalid)'] : [])];
  return by.join(', ') || 'nothing';
}

/** A control with a policy has it notice all that can be sent, unless the rule says what it cannot. */
function problemsOf(row: PolicyRow): readonly string[] {
  const where = `${row.control}, '${row.mutation}'`;
  const missed = row.tried - row.noticed - row.invalid - row.unsent;
  return [
    ...(row.tried === 0 ? [`${where}: no subject`] : []),
    ...[...row.strange].map((control) => `${where}: also refused by ${control}`),
    ...(missed > 0 && reasonFor(row.control) === '' ? [`${where}: not noticed on ${missed} of ${row.tried}`] : []),
    ...(missed > 0 && row.noticed > 0 ? [`${where}: noticed on some subjects only`] : []),
  ];
}

function reasonFor(control: string): string {
  const rules: readonly AdmissionRule[] = admissionRules;
  const without = Object.entries(notForAdmission).find(([id]) => id === control)?.[1];
  return without ?? rules.find((rule) => rule.control === control)?.beyond?.join('; ') ?? '';
}
