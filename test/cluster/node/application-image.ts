import { createHash } from 'node:crypto';

import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { cached } from '../../engine/docker/cache';
import { EXAMPLE, REPOSITORY } from '../../engine/docker/copy';
import { nodeArchive } from '../../engine/docker/stand-ins';
import { run } from '../../engine/run/command';

export const APPLICATION_IMAGE = 'registry.example.com/shop/backend:1.0.0';

/** What an image is built from, relative to the repository, and its name. */
export interface Built {
  readonly context: string;
  readonly dockerfile: string;
  readonly tag: string;
}

const OF_EXAMPLE: Built = {
  context: `${EXAMPLE}/app`,
  dockerfile: `${EXAMPLE}/deploy/docker/backend-1/Dockerfile`,
  tag: APPLICATION_IMAGE,
};

/** An example's image, built by a Docker engine from the committed Dockerfile, once for each state of its sources. */
export async function applicationArchive(built: Built = OF_EXAMPLE): Promise<string> {
  const git = await run(
    'git',
    ['ls-files', '-z', '-co', '--exclude-standard', built.context, dirname(built.dockerfile)],
    { cwd: REPOSITORY },
  );
  const hash = createHash('sha256');
  for (const file of git.out.split('\0').filter(Boolean).sort()) {
    if (/\/test\//.test(file)) continue; // not in the image
    hash.update(`${file}\0`).update(readFileSync(join(REPOSITORY, file)));
  }
  const madeFrom = { sources: hash.digest('hex'), base: await nodeArchive() };
  const folder = await cached('image-application', madeFrom, async (made) => {
    const argv = [
      '--import',
      require.resolve('tsx'),
      join(__dirname, 'build-application-image.ts'),
      join(made, 'image.tar'),
      JSON.stringify(built),
    ];
    await run(process.execPath, argv, { cwd: REPOSITORY, timeoutMs: 900_000 });
  });
  return join(folder, 'image.tar');
}
