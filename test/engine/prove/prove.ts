import { type Answer, type Count, oneLine } from '../answers';
import { ASKS } from '../ask/all';
import { compose, type Stack } from '../docker/stack';
import { QUESTIONS } from '../questions';
import { tail } from '../run/command';
import { step } from '../run/steps';
import { breakable, type Break } from './broken';
import { EDGE, ROUNDS } from './rounds';

export interface Proof {
  readonly name: string;
  readonly noticed: boolean;
  readonly seen: string;
}

/** Breaks the system in each way and asks the questions that must notice, of those wanted. One that does not is a check of nothing. */
export async function prove(stack: Stack, wanted: (id: string) => boolean): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const [at, all] of ROUNDS.entries()) {
    const round = all.map((one) => ({ ...one, red: one.red.filter(wanted) })).filter(({ red }) => red.length > 0);
    if (round.length === 0) continue;
    const inRound = await step(`round ${at + 1} of ${ROUNDS.length}`, () => proveRound(stack, round)).catch(
      (error: unknown) => [{ name: `round ${at + 1}`, noticed: false, seen: String(error) }],
    );
    proofs.push(...inRound);
  }
  const proved = new Set(ROUNDS.flat().flatMap(({ red }) => red));
  for (const { id, ...question } of QUESTIONS.filter((one) => wanted(one.id))) {
    if ('expect' in question || proved.has(id)) continue;
    proofs.push({ name: id, noticed: false, seen: 'no way to break it is known' });
  }
  return proofs;
}

export const countProofs = (proofs: readonly Proof[]): Count => {
  const passed = proofs.filter(({ noticed }) => noticed).length;
  return { passed, failed: proofs.length - passed, skipped: 0 };
};

export const proofTable = (proofs: readonly Proof[]): string =>
  proofs
    .map(
      ({ name, noticed, seen }) => `${noticed ? 'noticed    ' : 'NOT NOTICED'}  ${name}\n             ${oneLine(seen)}`,
    )
    .join('\n');

async function proveRound(stack: Stack, round: readonly Break[]): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  const broken = breakable(stack.folder);
  try {
    for (const one of round) one.files?.(broken);
    const up = await compose(stack, ['up', '-d', '--build', '--force-recreate', '--wait'], { mayFail: true });
    if (up.code !== 0)
      return round.map(({ name }) => ({ name, noticed: false, seen: `it does not start: ${tail(up.err, 3)}` }));
    let changed: Stack = { ...stack, memory: new Map() };
    for (const one of round) changed = { ...changed, ...one.asked?.(stack) };
    for (const one of round) await one.running?.(changed);
    // in the order of the list: the last ones are about what happens when something happens
    for (const { id } of QUESTIONS) {
      for (const { name } of round.filter(({ red }) => red.includes(id))) {
        const answer = await ASKS[id](changed).catch((error: unknown): Answer => ({
          state: 'cannot be asked here',
          because: String(error),
        }));
        const seen = 'seen' in answer ? answer.seen : answer.because;
        proofs.push({ name: `${name}: ${id}`, noticed: answer.state === 'not held', seen: `${answer.state}: ${seen}` });
      }
    }
  } finally {
    broken.restore();
    // from nothing in the next round: Compose does not change a network that is there
    await stack.engine.docker(['network', 'disconnect', '-f', EDGE, stack.twin], { mayFail: true });
    await compose(stack, ['down', '-v'], { mayFail: true });
  }
  return proofs;
}
