import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run/command';

/** The part of an image's configuration that a container takes over, in the words of the image format. */
export interface ImageConfig {
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir?: string;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
}

const TIME = '2023-11-14T22:13:20Z';
const SAME_BYTES = ['--sort=name', `--mtime=${TIME}`, '--numeric-owner', '--format=gnu'];
const ARCH: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** A folder as an image of one layer, for `docker load`. The same folder gives the same bytes. */
export async function writeImage(root: string, config: ImageConfig, tag: string, out: string): Promise<void> {
  const folder = `${out}.parts`;
  mkdirSync(folder, { recursive: true });
  const layer = join(folder, 'layer.tar');
  await run('tar', ['-c', '-f', layer, ...SAME_BYTES, '-C', root, '.'], { timeoutMs: 300_000 });
  const diff = await sha256(layer);
  renameSync(layer, join(folder, `${diff}.tar`));
  const image = {
    architecture: ARCH[process.arch] ?? process.arch,
    os: 'linux',
    created: TIME,
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${diff}`] },
    history: [{ created: TIME, created_by: 'stand-in' }],
  };
  const text = JSON.stringify(image);
  const id = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(folder, `${id}.json`), text);
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify([{ Config: `${id}.json`, RepoTags: [tag], Layers: [`${diff}.tar`] }]),
  );
  await run('tar', ['-c', '-f', out, ...SAME_BYTES, '--owner=0', '--group=0', '-C', folder, '.']);
  rmSync(folder, { recursive: true });
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
