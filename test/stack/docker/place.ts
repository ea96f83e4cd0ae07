import { join } from 'node:path';
import { BESIDE } from '../../beside/ask/all';
import { BESIDE_ROUNDS } from '../../beside/docker/rounds';
import { startBeside } from '../../beside/docker/start';
import { DEPOT } from '../../depot/ask/all';
import { startDepot } from '../../depot/docker/start';
import { DEPOT_ROUNDS } from '../../depot/docker/rounds';
import { REPOSITORY } from '../../engine/docker/copy';
import { startEngine, type Engine } from '../../engine/docker/engine';
import { missing } from '../../engine/docker/requirements';
import { nginxArchive } from '../../engine/docker/stand-ins';
import { step } from '../../engine/run/steps';
import { isEnding } from '../../engine/run/undo';
import { VISITS } from '../ask/all';
import type { Place } from '../frame';
import { askedOn, isWanted, judgeAll, NOTHING, sum, type Judged, type Program, type Wanted } from '../judge';
import { APP } from '../places';
import { type Brought, takeDown } from './brought';
import { proveOnDocker, type Round } from './prove';
import { VISITS_ROUNDS } from './rounds';
import { startVisits } from './start';
import { startTwin } from './system';

/** One program, from its start to its end. */
async function judgeOne<R extends { readonly engine: string }>(
  program: Program<R>,
  start: () => Promise<Brought<R>>,
  rounds: readonly Round<R>[],
  wanted: Wanted,
): Promise<Judged> {
  if (isEnding() || !program.questions.some(({ id }) => isWanted(wanted, id))) return NOTHING;
  const brought = await start();
  const { running } = brought;
  const judged = wanted.proving
    ? await proveOnDocker(program, brought, rounds, wanted)
    : await judgeAll(program, running.engine, running, wanted);
  await takeDown(brought.system);
  return judged;
}

/** A Docker engine of its own. */
export const onDocker: Place = {
  what: 'engine',
  required: process.env['REQUIRE_ENGINE'] === '1',
  missing,
  judge: async (programs, wanted) => {
    const nginx = await step('stand-in for nginx', nginxArchive);
    const engine: Engine = await startEngine(programs, join(REPOSITORY, APP), [nginx]);
    await startTwin(engine);
    return sum([
      await judgeOne(VISITS, () => startVisits(engine), VISITS_ROUNDS, wanted),
      await judgeOne(DEPOT, () => startDepot(engine), DEPOT_ROUNDS, wanted),
      await judgeOne(askedOn('engine', BESIDE), () => startBeside(engine), BESIDE_ROUNDS, wanted),
    ]);
  },
  settings: () => [],
};
