import { symptoms, type SymptomId } from '../../../lib/audit/symptoms';
import type { Symptom } from '../../../lib/audit/symptoms/symptom';
import { held, notHeld, type Answer } from '../answers';
import type { Stack } from '../docker/stack';
import { step } from '../run/steps';
import { isEnding } from '../run/undo';

/** Symptoms that an engine produces; the others come from a cluster. */
const engineSymptoms = symptoms.filter(({ place }) => place !== 'kubernetes');

/** What runs in a container that is up comes first: a run that is ended early has seen most. */
const quickFirst = [...engineSymptoms].sort((a, b) => Number(isQuick(b)) - Number(isQuick(a)));

function isQuick({ command }: Symptom): boolean {
  return command.includes(' exec ');
}

/** Runs what is said to produce each symptom, and reads the message in what it prints. */
export async function produceSymptoms(
  stack: Stack,
  wanted: (id: SymptomId) => boolean,
): Promise<ReadonlyMap<SymptomId, Answer>> {
  const answers = new Map<SymptomId, Answer>();
  for (const symptom of quickFirst.filter(({ id }) => wanted(id))) {
    if (isEnding()) break;
    const answer = await step(symptom.id, () => produce(stack, symptom));
    answers.set(symptom.id, answer);
    process.stderr.write(`${lineOf(symptom.id, answer)}\n`);
  }
  return answers;
}

async function produce({ engine, folder }: Stack, symptom: Symptom): Promise<Answer> {
  const ran = await engine.sandbox.run(['bash', '--norc', '-c', symptom.command], {
    cwd: folder,
    env: engine.env,
    timeoutMs: 120_000,
    mayFail: true,
  });
  const printed = `${ran.out}\n${ran.err}`;
  await engine.docker(['compose', '--project-name', 'symptom', 'down', '--volumes'], { mayFail: true });
  return judgeSymptom(symptom, printed);
}

/** The message must stand there word for word, in a line that the symptom's own pattern finds. */
export function judgeSymptom({ message, matches }: Symptom, printed: string): Answer {
  const line = printed.split(/\r?\n/).find((each) => each.includes(message));
  if (line === undefined) return notHeld(`not printed: ${message}; printed: ${printed.trim().slice(-600)}`);
  return matches.test(line) ? held(message) : notHeld(`its pattern does not find: ${line}`);
}

/** One line for each symptom. */
export const symptomTable = (answers: ReadonlyMap<string, Answer>): string =>
  [...answers].map(([id, answer]) => lineOf(id, answer)).join('\n');

const lineOf = (id: string, answer: Answer): string =>
  `${id}  ${answer.state}  ${'seen' in answer ? answer.seen : answer.because}`;
