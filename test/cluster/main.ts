import { writeFileSync } from 'node:fs';
import { asJson, isFailure, notHeld, table, type Answer } from '../engine/answers';
import { enginePrograms, type EnginePrograms } from '../engine/docker/engine-programs';
import { removeWhatKilledRunsLeft } from '../engine/docker/killed-runs';
import { counts, findAll, leftSince, type Found } from '../engine/docker/leftovers';
import { missing } from '../engine/docker/requirements';
import { QUESTIONS, type QuestionId } from '../engine/questions';
import { step } from '../engine/run/steps';
import { isEnding, undoAll, undoOnSignals } from '../engine/run/undo';
import { ASKS, OPEN_HERE } from './ask/all';
import type { Cluster } from './ask/cluster';
import { build } from './build';
import { sysctls } from './node/machine';
import { startExample } from './node/start-example';
import { startNode } from './node/start-node';
import { COREDNS, kubernetesProgram, NETWORK_POLICIES, NODE_PROGRAMS } from './programs';
import { missingForApi } from './requirements';
import { NEWEST } from './versions';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const PROGRAMS = [...NODE_PROGRAMS.map((name) => kubernetesProgram(name, NEWEST)), COREDNS, NETWORK_POLICIES];

/** The machine as it was before. */
interface Before {
  readonly found: Found;
  readonly settings: readonly string[];
  readonly programs: EnginePrograms;
}

/** Says what was left on the machine, and whether anything was. */
async function cleanedUp({ found, settings, programs }: Before): Promise<boolean> {
  await step('clean-up', undoAll);
  const changed = sysctls().filter((line) => !settings.includes(line));
  const left = [...(await leftSince(found, programs)), ...changed.map((line) => `sysctl: ${line}`)];
  say(`before: ${counts(found)}, ${settings.length} sysctls`);
  say(left.length === 0 ? 'after: the same' : `LEFT BEHIND:\n${left.join('\n')}`);
  return left.length === 0;
}

async function askAll(cluster: Cluster, only: readonly string[]): Promise<Map<QuestionId, Answer>> {
  const answers = new Map<QuestionId, Answer>();
  for (const { id } of QUESTIONS.filter((question) => only.length === 0 || only.includes(question.id))) {
    if (isEnding()) break;
    const answer = await step(id, () => ASKS[id](cluster)).catch((error: unknown) =>
      notHeld(`could not be asked: ${String(error)}`),
    );
    answers.set(id, answer);
  }
  return answers;
}

const failed = (id: QuestionId, answer: Answer | undefined): boolean =>
  OPEN_HERE.includes(id) ? answer === undefined || answer.state === 'not held' : isFailure(id, answer);

/** Arguments are ids of questions; without any, all are asked. */
async function main(): Promise<void> {
  const only = process.argv.slice(2);
  const lacking = [...new Set([...(await missing()), ...(await missingForApi(PROGRAMS))])];
  if (lacking.length > 0) {
    const required = process.env['REQUIRE_CLUSTER'] === '1';
    say(`${required ? 'FAILED' : 'SKIP'}: no cluster can be started here: missing ${lacking.join(', ')}`);
    say(`0 passed, ${required ? 1 : 0} failed, ${required ? 0 : QUESTIONS.length} skipped`);
    process.exit(required ? 1 : 0);
  }
  await removeWhatKilledRunsLeft();
  const programs = await step('engine from packages', enginePrograms);
  const before: Before = { found: await findAll(programs), settings: sysctls(), programs };
  undoOnSignals(async (signal) => {
    await cleanedUp(before);
    say(`ended by ${signal}`);
  });
  let answers = new Map<QuestionId, Answer>();
  let failure = '';
  try {
    await build(PROGRAMS);
    answers = await askAll(await startExample(await startNode(NEWEST), NEWEST), only);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (isEnding()) return; // by a signal, and who took it ends the process
  const clean = await cleanedUp(before);
  if (process.env['CLUSTER_ANSWERS'])
    writeFileSync(process.env['CLUSTER_ANSWERS'], asJson(`kubernetes ${NEWEST}`, answers));
  if (only.length === 0) say(table(answers));
  else for (const [id, answer] of answers) say(`${id}: ${JSON.stringify(answer)}`);
  if (failure !== '') say(failure);
  const skipped = QUESTIONS.filter(({ id }) => answers.get(id)?.state === 'cannot be asked here').length;
  const bad = QUESTIONS.filter(({ id }) => failed(id, answers.get(id))).length;
  say(`${QUESTIONS.length - bad - skipped} passed, ${bad + (clean ? 0 : 1)} failed, ${skipped} skipped`);
  process.exit(bad > 0 || !clean ? 1 : 0);
}

void main();
