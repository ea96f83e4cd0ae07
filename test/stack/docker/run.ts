import { enginePrograms } from '../../engine/docker/engine-programs';
import { removeWhatKilledRunsLeft } from '../../engine/docker/killed-runs';
import { findAll, leftSince } from '../../engine/docker/leftovers';
import { missing } from '../../engine/docker/requirements';
import { step } from '../../engine/run/steps';
import { isEnding, undoAll, undoOnSignals } from '../../engine/run/undo';
import type { Judged } from '../judge';
import { QUESTIONS } from '../questions';
import type { Running } from '../running';
import { startOnDocker } from './start';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Brings example 03 up on a Docker engine, has it judged, and takes everything back. */
export async function runOnDocker(judge: (running: Running) => Promise<Judged>): Promise<number> {
  const lacking = await missing();
  if (lacking.length > 0) {
    const required = process.env['REQUIRE_ENGINE'] === '1';
    say(`${required ? 'FAILED' : 'SKIP'}: no engine can be started here: missing ${lacking.join(', ')}`);
    say(`0 passed, ${required ? 1 : 0} failed, ${required ? 0 : QUESTIONS.length} skipped`);
    return required ? 1 : 0;
  }
  await removeWhatKilledRunsLeft();
  const programs = await step('engine from packages', enginePrograms);
  const before = await findAll(programs);
  const cleanedUp = async (): Promise<boolean> => {
    await step('clean-up', undoAll);
    const left = await leftSince(before, programs);
    say(left.length === 0 ? 'nothing is left behind' : `LEFT BEHIND:\n${left.join('\n')}`);
    return left.length === 0;
  };
  undoOnSignals(async (signal) => {
    await cleanedUp();
    say(`ended by ${signal}`);
  });
  let judged: Judged = { passed: 0, failed: 0 };
  let failure = '';
  try {
    judged = await judge(await startOnDocker(programs));
  } catch (error) {
    failure = String(error);
  }
  if (isEnding()) return 1;
  const clean = await cleanedUp();
  if (failure !== '') say(failure);
  const failed = judged.failed + (clean ? 0 : 1) + (failure === '' ? 0 : 1);
  say(`${judged.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
