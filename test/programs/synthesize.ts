import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { HardenedApp, type Contract } from 'cdk8s-hardened';
import type { SourceFile } from '../../lib/targets/documents';

/** What a program wrote: every file below its deploy folder, and the contract among them. */
export interface Synthesized {
  readonly files: readonly SourceFile[];
  readonly contract: Contract;
}

/** Name of the image that programs of the tests build. */
export const BUILT = { name: 'registry.example.com/test/app', tag: '1.0.0' } as const;

/** A digest for the lock files of test programs: it names no image and is written nowhere else. */
const testDigest = `sha256:${createHash('sha256').update('an image of a test').digest('hex')}`;

/**
 * Runs a program in a new folder with a small Node context `app`, and reads back all that it wrote.
 * `locked` says whether `images.lock.json` has digests for what is built.
 */
export function synthesize(build: (app: HardenedApp) => void, { locked = true } = {}): Synthesized {
  const root = mkdtempSync(join(tmpdir(), 'hardened-program-'));
  try {
    makeContext(root, locked);
    const app = new HardenedApp({ root });
    build(app);
    app.synth();
    const files = filesBelow(join(root, 'deploy'));
    const text = files.find(({ path }) => path === 'hardened.json')?.text ?? '';
    return { files, contract: JSON.parse(text) as Contract };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Writes what a program reads: a build context, a configuration file, and the lock file where wanted. */
export function makeContext(root: string, locked: boolean): void {
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, 'app', 'package.json'), '{"name":"app","version":"1.0.0","main":"server.js"}\n');
  writeFileSync(join(root, 'app', 'package-lock.json'), '{"name":"app","lockfileVersion":3,"packages":{}}\n');
  writeFileSync(join(root, 'app.json'), '{"greeting":"costs $5, ${HOME} and $(HOME)"}\n');
  if (locked)
    writeFileSync(
      join(root, 'images.lock.json'),
      JSON.stringify({
        [`${BUILT.name}:${BUILT.tag}`]: testDigest,
        'registry.example.com/test/jobs:1.0.0': testDigest,
        'nginxinc/nginx-unprivileged:1.29-alpine': testDigest,
        'registry.example.com/test/search:2.0.0': testDigest,
        'registry.example.com/test/migrate:1.0.0': testDigest,
        'registry.example.com/test/order-api:1.0.0': testDigest,
      }),
    );
}

/** Every file below a folder, sorted, with paths relative to it. */
export const filesBelow = (folder: string): readonly SourceFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
