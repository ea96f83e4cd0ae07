import { writeFileSync } from 'node:fs';
import { asJson, isFailure, notHeld, table, type Answer } from '../engine/answers';
import { counts, findAll, leftSince } from '../engine/docker/leftovers';
import { missing } from '../engine/docker/requirements';
import { QUESTIONS, type QuestionId } from '../engine/questions';
import { step } from '../engine/run/steps';
import { undoAll, undoOnSignals } from '../engine/run/undo';
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

/** Says what was left on the machine, and whether anything was. */
async function cleanedUp(before: Awaited<ReturnType<typeof findAll>>, settings: readonly string[]): Promise<boolean> {
  await step('clean-up', undoAll);
  const left = [...(await leftSince(before)), ...sysctls().filter((line) => !settings.includes(line))];
  say(`before: ${counts(before)}, ${settings.length} sysctls`);
  say(left.length === 0 ? 'after: the same' : `LEFT BEHIND:\n${left.join('\n')}`);
  return left.length === 0;
}

async function askAll(cluster: Cluster, only: readonly string[]): Promise<Map<QuestionId, Answer>> {
  const answers = new Map<QuestionId, Answer>();
  for (const { id } of QUESTIONS.filter((question) => only.length === 0 || only.includes(question.id))) {
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
  const before = await step('looked at the machine', findAll);
  const settings = sysctls();
  undoOnSignals(async () => void (await cleanedUp(before, settings)));
  let answers = new Map<QuestionId, Answer>();
  let failure = '';
  try {
    await build(PROGRAMS);
    answers = await askAll(await startExample(await startNode(NEWEST), NEWEST), only);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const clean = await cleanedUp(before, settings);
  if (process.env['CLUSTER_ANSWERS'])
    writeFileSync(process.env['CLUSTER_ANSWERS'], asJson(`kubernetes ${NEWEST}`, answers));
  say(table(answers));
  if (failure !== '') say(failure);
  const skipped = QUESTIONS.filter(({ id }) => answers.get(id)?.state === 'cannot be asked here').length;
  const bad = QUESTIONS.filter(({ id }) => failed(id, answers.get(id))).length;
  say(`${QUESTIONS.length - bad - skipped} passed, ${bad + (clean ? 0 : 1)} failed, ${skipped} skipped`);
  process.exit(bad > 0 || !clean ? 1 : 0);
}

void main();
