import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from '../run/command';
import { step } from '../run/steps';
import { onEnd } from '../run/undo';
import { readComposeFile } from './compose-file';
import { COMPOSE, copyRepository, REPOSITORY, writeOverride } from './copy';
import type { Engine } from './engine';
import { readmeBlocks } from './readme';
import { APPLICATION_IMAGE, type Stack } from './stack';

/** What README's blocks are expected to be; run instead of them while there are none, and the question says so. */
const USUAL = [
  `npx tsx lib/cli/main.ts secrets init examples/01-node-redis/deploy
cd ${COMPOSE}
docker compose up --build --wait
curl -fsS -X PUT -H 'content-type: application/json' -d '{"cart":["book"]}' http://127.0.0.1:5010/sessions/demo
curl -fsS http://127.0.0.1:5010/sessions/demo`,
];

/** A copy of the repository, and the system in it brought up by README's own commands. */
export async function startStack(engine: Engine): Promise<Stack> {
  const copy = join(engine.work, 'repository');
  await step('copy of the repository', () => copyRepository(copy));
  const folder = join(copy, COMPOSE);
  writeOverride(folder);
  onEnd('system', async () => {
    const args = ['compose', 'down', '-v', '--remove-orphans', '-t', '3'];
    await engine.docker(args, { cwd: folder, mayFail: true });
    await engine.docker(['rm', '-f', 'twin'], { mayFail: true });
  });
  const readme = await step("README's commands, image built", () => runReadme(engine, copy));
  await engine.docker(['network', 'create', 'twins']);
  const idle = ['-e', 'setInterval(() => undefined, 1e6)'];
  const flags = ['-d', '--name', 'twin', '--network', 'twins', '--entrypoint', 'node'];
  const twin = (await engine.docker(['run', ...flags, APPLICATION_IMAGE, ...idle])).out.trim();
  return {
    engine,
    folder,
    file: readComposeFile(join(REPOSITORY, COMPOSE)),
    memory: new Map(),
    twin,
    strangersAuthority: await authorityOfAStranger(engine.work),
    readme,
  };
}

async function runReadme(engine: Engine, copy: string): Promise<Stack['readme']> {
  const file = join(copy, 'README.md');
  const blocks = existsSync(file) ? readmeBlocks(file) : [];
  // npx keeps its own copy of things in its cache, and this run must leave nothing in the user's
  const env = { ...engine.env, npm_config_cache: join(engine.work, 'npm-cache') };
  let out = '';
  for (const block of blocks.length > 0 ? blocks : USUAL) {
    const ran = await engine.sandbox.run(['bash', '-euo', 'pipefail', '-c', block], {
      cwd: copy,
      env,
      timeoutMs: 600_000,
      mayFail: true,
    });
    if (ran.code !== 0) throw new Error(`README's commands failed (${ran.code}):\n${tail(ran.err, 40)}`);
    out += ran.out;
  }
  const missing = 'README.md has no ```sh block below a line <!-- engine -->; the usual commands were run instead';
  return blocks.length > 0 ? { out } : { missing };
}

/** Made in memory and on a pipe: only the certificate is of interest. */
async function authorityOfAStranger(work: string): Promise<string> {
  const flags = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const key = join(work, 'stranger.key');
  return (await run('openssl', ['req', ...flags, '-subj', '/CN=stranger', '-keyout', key])).out;
}
