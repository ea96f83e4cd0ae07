import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hardenedProgram } from '../../bench/hardened-program';
import { plusProgram } from '../../bench/plus-program';
import { slope, table } from '../../bench/table';

/*
 * The benchmark still runs, and its arithmetic is right; times are never asserted.
 */
test('the slope of a cost is the exponent it grows by', () => {
  const sizes = [10, 100, 1000, 3000];
  expect(slope(sizes.map((size) => [size, 7 * size]))).toBeCloseTo(1);
  expect(slope(sizes.map((size) => [size, 0.2 * size ** 2]))).toBeCloseTo(2);
});

test('a row compares the cheapest runs of one size', () => {
  const run = { count: 10, objects: 57, stringify: 0.5, memory: 100 };
  const text = table(
    [
      { ...run, kind: 'hardened', synth: 90 },
      { ...run, kind: 'hardened', synth: 60 },
      { ...run, kind: 'plus', synth: 20 },
    ],
    [10],
  );
  expect(text.split('\n').at(-1)).toBe('| 10 | 57 | 60 | 6.0 | 120 x | 20 | 3.0 x | 100 / 100 |');
});

test('both programs synthesize', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hardened-bench-test-'));
  try {
    hardenedProgram(join(folder, 'ours'), 11).synth();
    plusProgram(join(folder, 'theirs'), 11).synth();
    expect(readdirSync(join(folder, 'ours', 'deploy')).sort()).toEqual(['compose', 'hardened.json', 'kubernetes']);
    expect(readdirSync(join(folder, 'theirs'))).toEqual(['bench.k8s.yaml']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
