import { writeFileSync } from 'node:fs';
import { notHeld, type Answer } from '../engine/answers';
import { enginePrograms, type EnginePrograms } from '../engine/docker/engine-programs';
import { removeWhatKilledRunsLeft } from '../engine/docker/killed-runs';
import { counts, findAll, leftSince, type Found } from '../engine/docker/leftovers';
import { missing } from '../engine/docker/requirements';
import { QUESTIONS, type Question, type QuestionId } from '../engine/questions';
import { step } from '../engine/run/steps';
import { symptomTable } from '../engine/symptoms/produce';
import { isEnding, undoAll, undoOnSignals } from '../engine/run/undo';
import { ASKS, HELD_HERE, OPEN_HERE } from './ask/all';
import type { Ask, Cluster } from './ask/cluster';
import { CLUSTER_ASKS } from './ask/operations';
import { build } from './build';
import { sysctls } from './node/machine';
import { startExample } from './node/start-example';
import { startNode } from './node/start-node';
import { COREDNS, kubernetesProgram, NETWORK_POLICIES, NODE_PROGRAMS } from './programs';
import { NOTICED, weakenFiles, weakenRunning } from './prove/weakened';
import { CLUSTER_QUESTIONS, type ClusterQuestionId } from './questions';
import { missingForApi } from './requirements';
import { produceSymptoms } from './symptoms/produce';
import { NEWEST } from './versions';

type AnyId = QuestionId | ClusterQuestionId;

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

const ALL: readonly (Question & { readonly id: AnyId })[] = [...QUESTIONS, ...CLUSTER_QUESTIONS];
const asks: Readonly<Record<AnyId, Ask>> = { ...ASKS, ...CLUSTER_ASKS };

async function askAll(cluster: Cluster, wanted: typeof ALL): Promise<Map<AnyId, Answer>> {
  const answers = new Map<AnyId, Answer>();
  for (const { id } of wanted) {
    if (isEnding()) break;
    const answer = await step(id, () => asks[id](cluster)).catch((error: unknown) =>
      notHeld(`could not be asked: ${String(error)}`),
    );
    answers.set(id, answer);
  }
  return answers;
}

/** A question without an answer has failed, and so has one that was to be judged and was only recorded. */
function failed({ id, expect }: (typeof ALL)[number], answer: Answer | undefined): boolean {
  const open = (expect === 'recorded' && !HELD_HERE.some((one) => one === id)) || OPEN_HERE.some((one) => one === id);
  return answer === undefined || answer.state === 'not held' || (answer.state === 'recorded' && !open);
}

function line({ id, question }: (typeof ALL)[number], answer: Answer | undefined): string {
  const text =
    answer === undefined ? 'neither an answer nor a reason' : 'seen' in answer ? answer.seen : answer.because;
  return `${id}: ${answer?.state ?? 'no answer'}: ${question}\n        ${text.replace(/\s+/g, ' ').slice(0, 400)}`;
}

const PROVING = process.argv.includes('--prove');

/** Answers that say nothing about what was asked. */
const NO_PROOF = /could not be asked|with the right credentials it does not work either|nothing is proved/;

/** Whether an answer is what it must be; of a weakened example that is an answer, and the wrong one. */
const isBad = (question: (typeof ALL)[number], answer: Answer | undefined): boolean =>
  PROVING ? answer?.state !== 'not held' || NO_PROOF.test(answer.seen) : failed(question, answer);

async function start(): Promise<Cluster> {
  const node = await startNode(NEWEST);
  return PROVING ? weakenRunning(await startExample(node, NEWEST, weakenFiles)) : startExample(node, NEWEST);
}

/** Arguments are ids of questions and symptoms, `symptoms` for all of these; without any, all are asked. `--prove`: of a weakened example, which must be noticed. */
async function main(): Promise<void> {
  const only = process.argv.slice(2).filter((argument) => argument !== '--prove');
  const lacking = [...new Set([...(await missing()), ...(await missingForApi(PROGRAMS))])];
  if (lacking.length > 0) {
    const required = process.env['REQUIRE_CLUSTER'] === '1';
    say(`${required ? 'FAILED' : 'SKIP'}: no cluster can be started here: missing ${lacking.join(', ')}`);
    say(`0 passed, ${required ? 1 : 0} failed, ${required ? 0 : ALL.length} skipped`);
    process.exit(required ? 1 : 0);
  }
  await removeWhatKilledRunsLeft();
  const programs = await step('engine from packages', enginePrograms);
  const before: Before = { found: await findAll(programs), settings: sysctls(), programs };
  undoOnSignals(async (signal) => {
    await cleanedUp(before);
    say(`ended by ${signal}`);
  });
  const wanted = ALL.filter(({ id }) => (only.length > 0 ? only : PROVING ? NOTICED : [id]).some((one) => one === id));
  let answers = new Map<AnyId, Answer>();
  let symptoms: ReadonlyMap<string, Answer> = new Map();
  let failure = '';
  try {
    await build(PROGRAMS);
    const cluster = await start();
    answers = await askAll(cluster, wanted);
    const named = (id: string): boolean => [id, 'symptoms'].some((name) => only.includes(name));
    if (!PROVING) symptoms = await produceSymptoms(cluster, (id) => only.length === 0 || named(id));
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (isEnding()) return; // by a signal, and who took it ends the process
  const clean = await cleanedUp(before);
  if (process.env['CLUSTER_ANSWERS']) {
    const rows = wanted.map((question) => ({ ...question, answer: answers.get(question.id) ?? null }));
    const text = JSON.stringify({ engine: `kubernetes ${NEWEST}`, answers: rows }, null, 2);
    writeFileSync(process.env['CLUSTER_ANSWERS'], `${text}\n`);
  }
  for (const question of wanted) say(line(question, answers.get(question.id)));
  if (symptoms.size > 0) say(symptomTable(symptoms));
  if (failure !== '') say(failure);
  const notProduced = [...symptoms.values()].filter(({ state }) => state !== 'held').length;
  const skipped = wanted.filter(({ id }) => answers.get(id)?.state === 'cannot be asked here').length;
  const bad = wanted.filter((question) => isBad(question, answers.get(question.id))).length;
  const lost = bad + notProduced + (clean ? 0 : 1) + (failure !== '' && wanted.length === 0 ? 1 : 0);
  say(`${wanted.length + symptoms.size - bad - notProduced - skipped} passed, ${lost} failed, ${skipped} skipped`);
  process.exit(lost > 0 ? 1 : 0);
}

void main();
