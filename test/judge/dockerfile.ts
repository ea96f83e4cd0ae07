import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { validate } from 'dockerfile-utils';
import { dataRequired } from './data';
import { dockerfileFaults } from './dockerfile-faults';
import type { AbsentJudge, Finding, Judge } from './finding';

const wants = (file: string): boolean => /^docker\/[^/]+\/Dockerfile$/.test(file);

/** The grammar of Dockerfiles, by the library that editors use. */
export function dockerfileJudge(): Judge {
  const judge = (text: string): readonly Finding[] =>
    validate(text).map(({ range, message }) =>
      at(range.start.line + 1, range.start.character + 1, typeof message === 'string' ? message : message.value),
    );
  return {
    name: 'dockerfile-utils',
    wants,
    judge,
    plant: (text) => dockerfileFaults(text).filter(({ kind }) => kind !== 'other'),
    mustCatch: ['unknown field', 'wrong type', 'missing field'],
  };
}

/** Rules of good Dockerfiles, and of the shell inside them, by hadolint. Any level of finding counts. */
export function hadolintJudge(): Judge | AbsentJudge {
  const name = 'hadolint';
  const version = spawnSync('hadolint', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) return { name, wants, absent: 'hadolint is not on PATH', required: dataRequired };
  return {
    name,
    wants,
    judge: hadolint,
    plant: dockerfileFaults,
    mustCatch: ['unknown field', 'wrong type', 'missing field', 'other'],
  };
}

interface HadolintFinding {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

function hadolint(text: string): readonly Finding[] {
  const run = spawnSync('hadolint', ['--no-color', '--format', 'json', '-'], {
    input: text,
    encoding: 'utf8',
    cwd: tmpdir(),
  });
  if (run.stdout.trim() === '') throw new Error(`hadolint said nothing: ${run.stderr}`);
  const found = JSON.parse(run.stdout) as readonly HadolintFinding[];
  return found.map(({ line, column, code, message }) =>
    at(line, column, `${code} ${message.trim().replace(/\s*\n\s*/g, ' ')}`),
  );
}

function at(line: number, column: number, message: string): Finding {
  return { line, column, where: `line ${line}`, message };
}
