import { enginePrograms, type EnginePrograms } from '../engine/docker/engine-programs';
import { removeWhatKilledRunsLeft } from '../engine/docker/killed-runs';
import { findAll, leftSince } from '../engine/docker/leftovers';
import { step } from '../engine/run/steps';
import { isEnding, undoAll, undoOnSignals } from '../engine/run/undo';
import { NOTHING, type Judged, type Wanted } from './judge';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Where programs can run. */
export interface Place {
  /** In words: an engine, a cluster. */
  readonly what: string;
  /** Whether a machine that lacks something fails, in place of a skip. */
  readonly required: boolean;
  /** What this machine lacks; nothing if it can. */
  readonly missing: () => Promise<readonly string[]>;
  /** Brings up what is wanted, one program after the other, and asks. */
  readonly judge: (programs: EnginePrograms, wanted: Wanted) => Promise<Judged>;
  /** Settings of the whole machine, each a line, which must be the same at the end. */
  readonly settings: () => readonly string[];
}

/** Has programs judged at a place, and takes everything back, whatever happens. Gives the exit code. */
export async function judgeAt(place: Place, wanted: Wanted, questions: number): Promise<number> {
  const lacking = await place.missing();
  if (lacking.length > 0) {
    say(`${place.required ? 'FAILED' : 'SKIP'}: no ${place.what} can be started here: missing ${lacking.join(', ')}`);
    say(`0 passed, ${place.required ? 1 : 0} failed, ${place.required ? 0 : questions} skipped`);
    return place.required ? 1 : 0;
  }
  await removeWhatKilledRunsLeft();
  const programs = await step('engine from packages', enginePrograms);
  const before = { found: await findAll(programs), settings: place.settings() };
  const cleanedUp = async (): Promise<boolean> => {
    await step('clean-up', undoAll);
    const changed = place.settings().filter((line) => !before.settings.includes(line));
    const left = [...(await leftSince(before.found, programs)), ...changed.map((line) => `sysctl: ${line}`)];
    say(left.length === 0 ? 'nothing is left behind' : `LEFT BEHIND:\n${left.join('\n')}`);
    return left.length === 0;
  };
  undoOnSignals(async (signal) => {
    await cleanedUp();
    say(`ended by ${signal}`);
  });
  let judged = NOTHING;
  let failure = '';
  try {
    judged = await place.judge(programs, wanted);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (isEnding()) return 1;
  const clean = await cleanedUp();
  if (failure !== '') say(failure);
  const failed = judged.failed + (clean ? 0 : 1) + (failure === '' ? 0 : 1);
  say(`${judged.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
