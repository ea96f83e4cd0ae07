import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { page, versionOf, withoutEngineVersion } from './page';
import { rowsOf, type Run } from './rows';

const FILE = join(__dirname, '../../docs/proof.md');

function read(variable: string, script: string): Run {
  const file = process.env[variable];
  if (file === undefined)
    throw new Error(`${variable} is not set: the file that ${variable}=FILE npm run ${script} wrote`);
  return JSON.parse(readFileSync(file, 'utf8')) as Run;
}

/** The first line that is not the same, for people. */
function firstChange(committed: string, now: string): string {
  const [old, fresh] = [committed.split('\n'), now.split('\n')];
  const at = fresh.findIndex((line, index) => line !== old[index]);
  return `line ${at + 1}\n- ${old[at] ?? ''}\n+ ${fresh[at] ?? ''}`;
}

/** `--write` makes docs/proof.md of the answers of both engines; `--check` compares it with what is committed. */
function main(): number {
  const [mode] = process.argv.slice(2);
  if (mode !== '--write' && mode !== '--check') {
    console.error('usage: ENGINE_ANSWERS=FILE CLUSTER_ANSWERS=FILE npm run proof -- --check | --write');
    return 1;
  }
  const docker = read('ENGINE_ANSWERS', 'test:engine');
  const kubernetes = read('CLUSTER_ANSWERS', 'test:cluster');
  const { rows, problems } = rowsOf(docker, kubernetes);
  const now = page(rows, docker, kubernetes);
  for (const problem of problems) console.log(`FAILED  ${problem}`);
  if (problems.length > 0) console.log('the page is not written, nor compared');
  else if (mode === '--write') writeFileSync(FILE, now);
  else {
    const committed = readFileSync(FILE, 'utf8');
    if (withoutEngineVersion(committed) !== withoutEngineVersion(now)) {
      problems.push('changed');
      console.log(`FAILED  docs/proof.md is not what the engines say now: ${firstChange(committed, now)}`);
    } else if (committed !== now)
      console.log(`docs/proof.md has another Docker engine; here it was ${versionOf(docker)}`);
  }
  console.log(`${problems.length > 0 ? 0 : rows.length} passed, ${problems.length} failed`);
  return problems.length > 0 ? 1 : 0;
}

process.exitCode = main();
