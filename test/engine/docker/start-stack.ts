import { join } from 'node:path';
import { run, tail } from '../run/command';
import { step } from '../run/steps';
import { isEnding, onEnd } from '../run/undo';
import { readComposeFile } from './compose-file';
import { COMPOSE, copyRepository, REPOSITORY, writeOverride } from './copy';
import type { Engine } from './engine';
import { presets } from './presets';
import { readmeBlocks } from './readme';
import { APPLICATION_IMAGE, type Stack } from './stack';

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
  const readme = await step("README's commands, image built", () => runReadme(engine, copy, 'README.md'));
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
    presets,
    leaving: ['caller'],
    overlay: [],
    readme,
  };
}

/** The commands of a README in the copy, as they stand. */
export async function runReadme(engine: Engine, copy: string, file: string): Promise<string> {
  const blocks = readmeBlocks(join(copy, file));
  if (blocks.length === 0) throw new Error('README.md has no ```sh block below a line <!-- engine -->: nothing to run');
  // npx keeps its own copy of things in its cache, and this run must leave nothing in the user's
  const env = { ...engine.env, npm_config_cache: join(engine.work, 'npm-cache') };
  let out = '';
  for (const block of blocks) {
    const ran = await engine.sandbox.run(['bash', '--norc', '-eo', 'pipefail', '-c', block], {
      cwd: copy,
      env,
      timeoutMs: 600_000,
      mayFail: true,
    });
    if (isEnding()) throw new Error('interrupted');
    if (ran.code !== 0) {
      // npx builds the command when it first runs it, and says nothing where that fails
      const build = await run('npm', ['run', '--silent', 'build'], { cwd: copy, mayFail: true });
      throw new Error(`README's commands failed (${ran.code}):\n${tail(ran.err, 40)}\n${build.out}${build.err}`);
    }
    out += ran.out;
  }
  return out;
}

/** Made in memory and on a pipe: only the certificate is of interest. */
async function authorityOfAStranger(work: string): Promise<string> {
  const flags = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const key = join(work, 'stranger.key');
  return (await run('openssl', ['req', ...flags, '-subj', '/CN=stranger', '-keyout', key])).out;
}
