import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import { projectOf } from '../lib/constructs/assemble';
import { chartsIn } from '../lib/constructs/chart-members';
import { contractDocument, renderRest } from '../lib/constructs/outputs';
import type { Kind, Measured } from './shape';

/* One measurement in a process of its own: `tsx bench/measure.ts hardened 100`; prints a line of JSON. */
const [kind = '', number = ''] = process.argv.slice(2);
void run(kind as Kind, Number(number));

/** Milliseconds of CPU since an earlier moment: another process on the machine counts for little in it. */
const since = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

async function run(kind: Kind, count: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'hardened-bench-'));
  const quiet = process.stderr.write.bind(process.stderr);
  try {
    const program = await load(kind);
    // Whatever is read or compiled on first use is not of this size.
    program(mkdtempSync(join(root, 'first-')), 1).synth();
    process.stderr.write = () => true;
    const before = process.cpuUsage();
    const app = program(root, count);
    app.synth();
    const synth = since(before);
    const memory = process.resourceUsage().maxRSS / 1024;
    const objects = app.node
      .findAll()
      .filter((node) => ApiObject.isApiObject(node))
      .map((node) => node.toJson() as unknown);
    const written = [...objects, ...restOf(app)];
    process.stdout.write(
      `${JSON.stringify({ kind, count, synth, stringify: stringify(written), objects: objects.length, memory } satisfies Measured)}\n`,
    );
  } finally {
    process.stderr.write = quiet;
    rmSync(root, { recursive: true });
  }
}

/** Only what is measured is loaded. */
async function load(kind: Kind): Promise<(root: string, count: number) => App> {
  if (kind === 'hardened') return (await import('./hardened-program.js')).hardenedProgram;
  return (await import('./plus-program.js')).plusProgram;
}

/** What our charts write besides manifests, as data; nothing for charts that are not ours. */
function restOf(app: App): readonly unknown[] {
  const rendered = chartsIn(app).map((members) => {
    const project = projectOf(members);
    return { project, rest: renderRest(project), manifests: [] };
  });
  if (rendered.length === 0) return [];
  return [...rendered.flatMap(({ rest }) => rest.map(({ content }) => content)), contractDocument(rendered)];
}

/** Several times until the clock sees it: the least counts. */
function stringify(written: readonly unknown[]): number {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    let turns = 0;
    while (turns < 2000 && (turns === 0 || since(before) < 20)) {
      JSON.stringify(written);
      turns += 1;
    }
    times.push(since(before) / turns);
  }
  return Math.min(...times);
}
