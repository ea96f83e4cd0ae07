import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeJudge } from './compose';
import { composeClientJudge } from './compose-client';
import { contractJudge } from './contract';
import { root } from './data';
import { dockerfileJudge, hadolintJudge } from './dockerfile';
import { emitted, whyUnjudged } from './emitted';
import type { AbsentJudge, Judge } from './finding';
import { kubernetesJudge } from './kubernetes';
import { showCaught } from './planted';
import { Tally } from './tally';

/** From the oldest version that the output promises to work with to the newest that there is. */
const kubernetesVersions = ['1.27', '1.30', '1.33', '1.36'];

const judges: readonly (Judge | AbsentJudge)[] = [
  ...kubernetesVersions.map(kubernetesJudge),
  composeJudge(),
  composeClientJudge(),
  dockerfileJudge(),
  hadolintJudge(),
  contractJudge(),
];
const tally = new Tally();
const files = emitted().flatMap(({ folder, files: names }) =>
  names.map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
);

console.log('Faults planted into our own files: a judge that misses one is no judge\n');
for (const judge of judges) {
  if ('absent' in judge) continue;
  showCaught(
    judge,
    files.filter(({ name }) => judge.wants(name)),
    tally,
  );
}

console.log('\nThe files as they are\n');
if (files.length === 0) tally.fail('no emitted file in examples/*/deploy: run npm run synth');
for (const { name, path, text } of files) {
  const wanted = judges.filter((judge) => judge.wants(name));
  for (const judge of wanted) {
    if ('absent' in judge) {
      tally.absent(`${path}: ${judge.name}: ${judge.absent}`, judge.required);
      continue;
    }
    const findings = judge.judge(text);
    if (findings.length === 0) tally.pass(`passed  ${path}: ${judge.name}`);
    else tally.fail(`${path}: ${judge.name}: ${findings.length} findings`);
    for (const { line, column, message } of findings) console.log(`${path}:${line}:${column}: ${message}`);
  }
  if (wanted.length > 0) continue;
  const why = whyUnjudged(name);
  if (why === undefined) tally.fail(`${path}: no judge for this kind of file: name one, or say who reads it`);
  else console.log(`unjudged ${path}: nobody has published a schema; ${why}`);
}
process.exitCode = tally.close();
