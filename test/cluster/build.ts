import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../engine/run/command';
import { step } from '../engine/run/steps';
import type { Program } from './programs';

/** Where what was built is kept. */
export const cacheFolder = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'cdk8s-hardened-test/kubernetes',
);

/** A cold build of the API server takes ten minutes of processor time, on a busy machine many more of the clock. */
const LONGEST_MS = 75 * 60_000;

/** Where a program comes from: `KUBE_BIN`, or the cache, which has a folder per module. */
export function placeOf(program: Program): string {
  const own = process.env['KUBE_BIN'];
  const given = own === undefined ? undefined : join(resolve(own), program.name);
  if (given !== undefined && existsSync(given)) return given;
  return join(cacheFolder, folderOf(program), program.name);
}

/** A release names its folder; other modules are told apart by what they require. */
function folderOf({ module }: Program): string {
  if (module.startsWith('v')) return module;
  const text = readFileSync(join(__dirname, 'programs', module, 'go.sum'));
  return `${module}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/** Whether it is there, so that nothing has to be built. */
export const isBuilt = (program: Program): boolean => existsSync(placeOf(program));

/** Builds what is missing. The same module gives the same bytes: no paths, no time, no version control. */
export async function build(programs: readonly Program[]): Promise<void> {
  for (const program of programs.filter((one) => !isBuilt(one)))
    await step(`built ${program.name} (${program.module})`, () => buildOne(program));
}

async function buildOne(program: Program): Promise<void> {
  const place = placeOf(program);
  const unfinished = `${place}.${process.pid}.unfinished`;
  mkdirSync(join(place, '..'), { recursive: true });
  const variables = Object.entries(program.variables).map(([name, value]) => `-X ${name}=${value}`);
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', ['-s', '-w', ...variables].join(' ')];
  try {
    // the lowest priority: whoever waits for it can wait, and nobody else has to
    await run('nice', ['-n', '19', 'go', 'build', '-p', '2', ...flags, '-o', unfinished, program.package], {
      cwd: join(__dirname, 'programs', program.module),
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
      timeoutMs: LONGEST_MS,
    });
    renameSync(unfinished, place);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
