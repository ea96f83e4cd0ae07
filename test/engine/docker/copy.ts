import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../run/command';
import { NODE_IMAGE, REDIS_IMAGE } from './stand-ins';

export const REPOSITORY = join(__dirname, '..', '..', '..');
export const EXAMPLE = 'examples/01-node-redis';
export const COMPOSE = `${EXAMPLE}/deploy/compose/shop`;

/** A copy of the repository as its user has it after `npm ci`; npx builds its command when it first runs it. */
export async function copyRepository(to: string): Promise<void> {
  const git = await run('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: REPOSITORY });
  for (const file of git.out.split('\0').filter((name) => name !== '' && existsSync(join(REPOSITORY, name)))) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(to, file));
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(to, 'node_modules'));
}

/** Image and pull policy of what would come from a registry, and nothing else: the rest runs as it was committed. */
export function writeOverride(folder: string, images: Readonly<Record<string, string>> = { redis: REDIS_IMAGE }): void {
  const services = Object.entries(images).map(
    ([service, image]) => `  ${service}:\n    image: ${image}\n    pull_policy: never\n`,
  );
  writeFileSync(join(folder, 'compose.override.yaml'), `services:\n${services.join('')}`);
}

/**
 * The committed Dockerfile names its base by digest, and a builder asks a registry for that even where the image is
 * there. This policy, which buildx and Compose both read from the file that EXPERIMENTAL_BUILDKIT_SOURCE_POLICY names,
 * has the builder take the stand-in instead. So `docker compose up --build` runs as it stands, and so does the file.
 */
export function sourcePolicy(work: string): NodeJS.ProcessEnv {
  const file = join(work, 'source-policy.json');
  const rule = {
    action: 'CONVERT',
    selector: { identifier: 'docker-image://*/library/node:24*@sha256:*', matchType: 'WILDCARD' },
    updates: { identifier: `docker-image://${NODE_IMAGE}` },
  };
  writeFileSync(file, JSON.stringify({ rules: [rule] }));
  return { EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: file };
}
