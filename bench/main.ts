import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kinds, type Measured } from './shape';
import { slopes, table } from './table';

/*
 * `npm run bench`, or `npm run bench -- 1 10 100` for some sizes. Says what synth costs, and fails nothing: figures of one
 * run are compared with each other only, since they depend on the machine and on what else it does.
 */
const repository = join(__dirname, '..');
const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [1, 10, 100, 1000, 3000];
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
  process.stderr.write('bench: sizes are whole numbers from 1\n');
  process.exit(1);
}

const runs: Measured[] = [];
for (const count of sizes)
  for (let round = 0; round < (count > 100 ? 1 : 3); round++)
    // Side by side: both have the same neighbours on the machine.
    for (const kind of kinds) {
      process.stderr.write(`bench: ${kind}, ${count} services\n`);
      runs.push(JSON.parse(script('bench/measure.ts', [kind, String(count)])) as Measured);
    }

process.stdout.write(
  `${[table(runs, sizes), '', ...slopes(runs, sizes), wholeProcess()].join('\n')}\n` +
    `milliseconds of CPU from the first construct to the last file, modules loaded; node ${process.version}\n`,
);

function script(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** From the start of `node` to the last file of the example, compiled on the way; the least of five. */
function wholeProcess(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hardened-bench-'));
  const timed = (work: () => unknown): number => {
    const before = performance.now();
    work();
    return performance.now() - before;
  };
  const least = (work: () => unknown): string => Math.min(...[1, 2, 3, 4, 5].map(() => timed(work))).toFixed(0);
  try {
    const env = { HARDENED_OUTDIR: folder, CDK8S_OUTDIR: join(folder, 'kubernetes') };
    const example = least(() => script('examples/01-node-redis/main.ts', [], env));
    const nothing = least(() => execFileSync(process.execPath, ['--import', 'tsx', '-e', '0'], { cwd: repository }));
    return `example 01, whole process: ${example} ms by the clock; ${nothing} ms of it for node and tsx alone`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
