import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../engine/run/command';

/** An image as a registry serves it: blobs named by their digest, and the digest of its manifest. */
export interface ServedImage {
  /** Repository, as containerd asks for it. */
  readonly name: string;
  readonly folder: string;
  readonly digest: string;
}

interface SavedImage {
  readonly Config: string;
  readonly Layers: readonly string[];
}

/** Makes it of an archive in Docker's format, old or new. */
export async function serve(name: string, archive: string, folder: string): Promise<ServedImage> {
  const parts = `${folder}.parts`;
  mkdirSync(parts, { recursive: true });
  mkdirSync(folder, { recursive: true });
  await run('tar', ['-x', '-f', archive, '-C', parts], { timeoutMs: 300_000 });
  const [saved] = JSON.parse(readFileSync(join(parts, 'manifest.json'), 'utf8')) as readonly SavedImage[];
  if (saved === undefined) throw new Error(`${archive}: no image in it`);
  const blob = async (file: string, mediaType: string): Promise<object> => {
    const from = join(parts, file);
    const hex = await sha256(from);
    const { size } = statSync(from);
    renameSync(from, join(folder, hex));
    return { mediaType, digest: `sha256:${hex}`, size };
  };
  const layers: object[] = [];
  for (const layer of saved.Layers) layers.push(await blob(layer, 'application/vnd.oci.image.layer.v1.tar'));
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: await blob(saved.Config, 'application/vnd.oci.image.config.v1+json'),
    layers,
  });
  const hex = createHash('sha256').update(manifest).digest('hex');
  writeFileSync(join(folder, hex), manifest);
  writeFileSync(join(folder, 'digest'), `sha256:${hex}`);
  rmSync(parts, { recursive: true });
  return { name, folder, digest: `sha256:${hex}` };
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
