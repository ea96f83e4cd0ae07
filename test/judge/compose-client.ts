import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineRequired } from './data';
import type { AbsentJudge, Fault, Finding, Judge } from './finding';

type Command = readonly [program: string, ...args: string[]];

/**
 * `docker compose config`, which needs no engine: it loads the file as it would for `up`, and warns of what it would
 * ignore. A warning counts like an error.
 */
export function composeClientJudge(): Judge | AbsentJudge {
  const name = 'docker compose config';
  const wants = (file: string): boolean => /^compose\/[^/]+\/compose\.ya?ml$/.test(file);
  const command = clients().find(([program, ...args]) =>
    isVersion2(spawnSync(program, [...args, 'version', '--short'])),
  );
  if (command === undefined) {
    const absent = 'no docker compose on PATH or in $DOCKER_CONFIG/cli-plugins';
    return { name, wants, absent, required: engineRequired };
  }
  return { name, wants, judge: (text) => config(command, text), plant, mustCatch: ['unknown field', 'other'] };
}

function clients(): readonly Command[] {
  const plugin = join(process.env['DOCKER_CONFIG'] ?? '', 'cli-plugins', 'docker-compose');
  return [['docker', 'compose'], ...(isExecutable(plugin) ? [[plugin] as const] : []), ['docker-compose']];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isVersion2(run: { readonly status: number | null; readonly stdout: Buffer | null }): boolean {
  const major = /^v?(\d+)\./.exec(run.stdout?.toString().trim() ?? '')?.[1];
  return run.status === 0 && Number(major) >= 2;
}

/** The client reads the file in a folder of its own: nothing beside it, and no variable of this process, takes part. */
function config([program, ...args]: Command, text: string): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'compose-config-'));
  try {
    writeFileSync(join(folder, 'compose.yaml'), text);
    const kept = ['PATH', 'HOME', 'DOCKER_CONFIG'].map((key) => [key, process.env[key] ?? ''] as const);
    const env = Object.fromEntries(kept.filter(([, value]) => value !== ''));
    const run = spawnSync(program, [...args, '-f', join(folder, 'compose.yaml'), 'config', '-q'], {
      encoding: 'utf8',
      env,
    });
    const said = `${run.stdout}${run.stderr}`.split('\n').filter((line) => line.trim() !== '');
    if (run.status !== 0 && said.length === 0) said.push(`ended with ${run.status ?? run.signal ?? 'no status'}`);
    return said.map((line) => {
      const [, message = line] = /msg="(.*)"\s*$/.exec(line) ?? [];
      return { line: 1, column: 1, where: '', message: message.replaceAll(folder, '.') };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plant(text: string): readonly Fault[] {
  const interpolated = text.replace(/\$\$\(/, '${NOBODY_SETS_THIS}$$$$(');
  return [
    { kind: 'unknown field', name: 'a top-level key that does not exist', text: `${text}service: {}\n`, where: '' },
    { kind: 'other', name: 'the obsolete version key (a warning)', text: `version: "3"\n${text}`, where: '' },
    ...(interpolated === text
      ? []
      : [{ kind: 'other' as const, name: 'a variable that nobody sets (a warning)', text: interpolated, where: '' }]),
  ];
}
