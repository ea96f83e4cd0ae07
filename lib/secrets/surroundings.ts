import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { NamedProject } from './read-contract';
import { look } from './disk';
import { FOLDER_MODE } from './plan-types';
import type { Plan } from './plan-types';
import { octal, shellWord } from './format';
import type { Line } from './report';

/** Lines of a `.gitignore` beside the folder that keep it out of a repository. */
const IGNORES = ['/secrets/', '/secrets', 'secrets/', 'secrets', '/secrets/*', '*', '/*'];

/** What is wrong around the secrets and not ours to change: the ignore file, and modes of other mounted files. */
export function checkSurroundings(deploy: string, { chart, project }: NamedProject): readonly Line[] {
  const folder = posix.join('compose', chart);
  // A checkout under a strict umask leaves them closed, and a process under another user id does not start.
  const mounted = project.files.filter(
    (file) => isBelow(file, folder) && !/\/(compose(\.dev)?\.yaml|\.gitignore)$/.test(file),
  );
  const closed = mounted.flatMap((file): readonly Line[] => {
    const path = join(deploy, file);
    const entry = look(path);
    if (entry?.kind !== 'file' || (entry.mode & 0o004) !== 0) return [];
    const text = `${path}: mode ${octal(entry.mode)}: containers under another user id cannot read it: chmod 0644 ${shellWord(path)}`;
    return [{ kind: 'warning', text }];
  });
  const ignore = join(deploy, folder, '.gitignore');
  const lines = readLines(ignore);
  const unguarded: Line = {
    kind: 'warning',
    text: `${ignore}: does not list /secrets/: a commit could take the secrets along`,
  };
  return [...closed, ...(lines.some((line) => IGNORES.includes(line)) ? [] : [unguarded])];
}

/** Modes that are wrong after all was carried out, as on file systems that keep none. */
export function checkModes(plan: Plan): readonly Line[] {
  const files = plan.steps.map((step) => ({ path: join(plan.path, step.file), mode: step.mode }));
  return [{ path: plan.path, mode: FOLDER_MODE }, ...files].flatMap(({ path, mode }): readonly Line[] => {
    const entry = look(path);
    if (entry === undefined || entry.mode === mode) return [];
    const fix = `chmod ${octal(mode)} ${shellWord(path)}, on a file system that keeps modes`;
    return [{ kind: 'error', text: `${path}: got mode ${octal(entry.mode)}, allowed: ${octal(mode)}; ${fix}` }];
  });
}

function isBelow(file: string, folder: string): boolean {
  return posix.normalize(file) === file && file.startsWith(`${folder}/`);
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim());
  } catch {
    return [];
  }
}
