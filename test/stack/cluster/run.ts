import { missingForApi } from '../../cluster/requirements';
import { build } from '../../cluster/build';
import { sysctls } from '../../cluster/node/machine';
import { COREDNS, kubernetesProgram, NETWORK_POLICIES, NODE_PROGRAMS } from '../../cluster/programs';
import { NEWEST } from '../../cluster/versions';
import { enginePrograms } from '../../engine/docker/engine-programs';
import { removeWhatKilledRunsLeft } from '../../engine/docker/killed-runs';
import { findAll, leftSince } from '../../engine/docker/leftovers';
import { missing } from '../../engine/docker/requirements';
import { step } from '../../engine/run/steps';
import { isEnding, undoAll, undoOnSignals } from '../../engine/run/undo';
import type { Judged } from '../judge';
import { QUESTIONS } from '../questions';
import type { Running } from '../running';
import { startOnCluster } from './start';

const PROGRAMS = [...NODE_PROGRAMS.map((name) => kubernetesProgram(name, NEWEST)), COREDNS, NETWORK_POLICIES];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Brings example 03 up on a cluster, has it judged, and takes everything back. */
export async function runOnCluster(judge: (running: Running) => Promise<Judged>): Promise<number> {
  const lacking = [...new Set([...(await missing()), ...(await missingForApi(PROGRAMS))])];
  if (lacking.length > 0) {
    const required = process.env['REQUIRE_CLUSTER'] === '1';
    say(`${required ? 'FAILED' : 'SKIP'}: no cluster can be started here: missing ${lacking.join(', ')}`);
    say(`0 passed, ${required ? 1 : 0} failed, ${required ? 0 : QUESTIONS.length} skipped`);
    return required ? 1 : 0;
  }
  await removeWhatKilledRunsLeft();
  const programs = await step('engine from packages', enginePrograms);
  const before = { found: await findAll(programs), settings: sysctls() };
  const cleanedUp = async (): Promise<boolean> => {
    await step('clean-up', undoAll);
    const changed = sysctls().filter((line) => !before.settings.includes(line));
    const left = [...(await leftSince(before.found, programs)), ...changed.map((line) => `sysctl: ${line}`)];
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
    await build(PROGRAMS);
    judged = await judge(await startOnCluster());
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
