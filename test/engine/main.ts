import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asJson, count, type Answer, notHeld, table } from './answers';
import { ASKS } from './ask/all';
import { EXAMPLE, REPOSITORY } from './docker/copy';
import { enginePrograms, type EnginePrograms } from './docker/engine-programs';
import { startEngine } from './docker/engine';
import { counts, findAll, type Found, leftSince } from './docker/leftovers';
import { removeWhatKilledRunsLeft } from './docker/killed-runs';
import { missing } from './docker/requirements';
import { startStack } from './docker/start-stack';
import type { Stack } from './docker/stack';
import { QUESTIONS, type QuestionId } from './questions';
import { countProofs, type Proof, proofTable, prove } from './prove/prove';
import { step } from './run/steps';
import { produceSymptoms, symptomTable } from './symptoms/produce';
import { isEnding, undoAll, undoOnSignals } from './run/undo';

/** Questions and symptoms named by their ids, `symptoms` for all of these; everything where nothing is named. */
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const wanted = (id: string): boolean => named.length === 0 || named.includes(id);
const asked = QUESTIONS.filter(({ id }) => wanted(id));

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function askAll(stack: Stack): Promise<Map<QuestionId, Answer>> {
  const answers = new Map<QuestionId, Answer>();
  for (const { id } of asked) {
    if (isEnding()) break;
    const answer = await step(id, () => ASKS[id](stack)).catch((error: unknown) =>
      notHeld(`could not be asked: ${String(error)}`),
    );
    answers.set(id, answer);
  }
  return answers;
}

/** Says what was left on the machine, and whether anything was. */
async function cleanedUp(before: Found, programs: EnginePrograms): Promise<boolean> {
  await step('clean-up', undoAll);
  const left = await leftSince(before, programs);
  say(`before: ${counts(before)}`);
  say(left.length === 0 ? 'after: the same' : `LEFT BEHIND:\n${left.join('\n')}`);
  return left.length === 0;
}

async function main(): Promise<void> {
  const lacking = await missing();
  if (lacking.length > 0) {
    const required = process.env['REQUIRE_ENGINE'] === '1';
    say(`${required ? 'FAILED' : 'SKIP'}: no engine can be started here: missing ${lacking.join(', ')}`);
    say(`0 passed, ${required ? 1 : 0} failed, ${required ? 0 : QUESTIONS.length} skipped`);
    process.exit(required ? 1 : 0);
  }
  await removeWhatKilledRunsLeft();
  const programs = await step('engine from packages', enginePrograms);
  const before = await findAll(programs);
  undoOnSignals(async (signal) => {
    await cleanedUp(before, programs);
    say(`ended by ${signal}`);
  });
  let answers = new Map<QuestionId, Answer>();
  let symptoms: ReadonlyMap<string, Answer> = new Map();
  let engineName = 'docker';
  let failure = '';
  let proofs: readonly Proof[] = [];
  const proving = process.argv.includes('--prove');
  try {
    const engine = await startEngine(programs, join(REPOSITORY, EXAMPLE, 'app'));
    engineName = `docker ${engine.version}`;
    const stack = await startStack(engine);
    if (proving) proofs = await prove(stack, wanted);
    else {
      answers = await askAll(stack);
      symptoms = await produceSymptoms(stack, (id) => wanted(id) || named.includes('symptoms'));
    }
  } catch (error) {
    failure = String(error);
  }
  if (isEnding()) return; // by a signal, and who took it ends the process
  const clean = await cleanedUp(before, programs);
  if (process.env['ENGINE_ANSWERS'] && named.length === 0)
    writeFileSync(process.env['ENGINE_ANSWERS'], asJson(engineName, answers));
  say(failure !== '' ? failure : proving ? proofTable(proofs) : `${table(answers, asked)}\n${symptomTable(symptoms)}`);
  const { passed, failed, skipped } = proving ? countProofs(proofs) : count(answers, asked);
  const notProduced = [...symptoms.values()].filter(({ state }) => state !== 'held').length;
  const all = failed + notProduced + (clean ? 0 : 1) + (failure !== '' && (proving || asked.length === 0) ? 1 : 0);
  say(`${passed + symptoms.size - notProduced} passed, ${all} failed, ${skipped} skipped`);
  process.exit(all > 0 ? 1 : 0);
}

void main();
