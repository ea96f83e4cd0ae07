import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, writeOverride } from '../engine/docker/copy';
import { startEngine, type Engine } from '../engine/docker/engine';
import { missing } from '../engine/docker/requirements';
import { NODE_PLAIN_IMAGE, REDIS_IMAGE } from '../engine/docker/stand-ins';
import { run } from '../engine/run/command';
import { step } from '../engine/run/steps';
import { bringUp } from '../stack/docker/brought';
import { dockerSystem } from '../stack/docker/system';
import { judgeAt, type Place } from '../stack/frame';
import type { Judged } from '../stack/judge';
import { APP } from '../stack/places';
import { questions, type Beside, type Service } from './questions';
import { PROJECT, writeBeside } from './program';

const IMAGES: Readonly<Record<Service, string>> = {
  redis: REDIS_IMAGE,
  'redis-exporter': REDIS_IMAGE,
  web: NODE_PLAIN_IMAGE,
  'web-assets': REDIS_IMAGE,
  'web-exporter': NODE_PLAIN_IMAGE,
  'web-shipper': REDIS_IMAGE,
};

async function start(engine: Engine): Promise<Beside> {
  const deploy = writeBeside(engine.work);
  const folder = join(deploy, 'compose', PROJECT);
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets, { mode: 0o700 });
  writeFileSync(join(secrets, 'web-token'), 'from-somebody-else\n');
  chmodSync(join(secrets, 'web-token'), 0o444);
  const init = ['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'init', deploy];
  await run(process.execPath, init, { cwd: REPOSITORY });
  writeOverride(folder, IMAGES);
  const system = dockerSystem<Service>(engine, folder);
  const brought: Beside = {
    system,
    get: async (port) =>
      (
        await engine.sandbox.run(['curl', '-sS', '-m', '5', '--noproxy', '*', `http://127.0.0.1:${port}/`], {
          mayFail: true,
        })
      ).out,
  };
  return bringUp(PROJECT, system, async () => {
    await step('beside is up', () => system.compose(['up', '-d', '--wait']));
    return brought;
  });
}

/** Asks one after the other: what is killed stays so for those that follow. */
async function judge(beside: Beside): Promise<Judged> {
  let passed = 0;
  for (const { name, ask, want } of questions) {
    const got = await step(name, () => ask(beside)).catch((error: unknown) => String(error));
    const isHeld = got.trim() === want;
    passed += isHeld ? 1 : 0;
    process.stdout.write(
      `${isHeld ? 'held    ' : 'NOT HELD'}  ${name}: ${got.trim()}${isHeld ? '' : `, not ${want}`}\n`,
    );
  }
  return { passed, failed: questions.length - passed };
}

const onDocker: Place = {
  what: 'engine',
  required: process.env['REQUIRE_ENGINE'] === '1',
  missing,
  judge: async (programs) => judge(await start(await startEngine(programs, join(REPOSITORY, APP)))),
  settings: () => [],
};

void judgeAt(onDocker, { only: [], proving: false }, questions.length).then((code) => process.exit(code));
