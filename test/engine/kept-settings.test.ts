import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keepSettings, settings, SYSCTLS, writeBack } from './docker/kept-settings';

/*
 * Settings of the machine that outlive a killed run, in a folder that stands for /proc/sys. Seen red: nothing written
 * back, the record left, a name of the record taken as a path.
 */
let folder: string;
const root = (): string => join(folder, 'sys');
const record = (): string => join(folder, 'record.json');
const set = (name: string, value: string): void => writeFileSync(join(root(), name), `${value}\n`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hardened-settings-'));
  for (const name of SYSCTLS) {
    mkdirSync(dirname(join(root(), name)), { recursive: true });
    set(name, '0');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what a killed run changed is written back, and the record is gone', () => {
  const before = settings(root());
  keepSettings(record(), root());
  set('kernel/panic', '10');
  set('vm/overcommit_memory', '1');
  expect(settings(root())).not.toEqual(before);
  writeBack(record(), root());
  expect(settings(root())).toEqual(before);
  expect(existsSync(record())).toBe(false);
});

test('a record writes nothing but numbers of these settings', () => {
  writeFileSync(join(folder, 'other'), 'kept');
  writeFileSync(record(), JSON.stringify({ '../other': '1', 'kernel/panic': '|/bin/sh', 'vm/panic_on_oom': 1 }));
  const before = settings(root());
  writeBack(record(), root());
  expect(settings(root())).toEqual(before);
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('kept');
});
