import { tail } from '../../engine/run/command';
import { step } from '../../engine/run/steps';
import { isEnding } from '../../engine/run/undo';
import { breakable, type Broken } from '../../engine/prove/broken';
import { isWanted, sum, type Judged, type Program, type Wanted } from '../judge';
import { notices, unproved, type Weakness } from '../prove';
import { type Brought, takeDown } from './brought';

/** A way to break a program on an engine. */
export interface Break<R> extends Weakness {
  /** Changes the files of the copy. */
  readonly files?: (broken: Broken) => void;
  /** Changes what runs, once it is up. */
  readonly running?: (running: R) => Promise<unknown>;
  /** Changes what the questions see. */
  readonly asked?: (running: R) => Partial<R>;
}

/** Breaks that do not hide each other: one start of the program. */
export type Round<R> = readonly Break<R>[];

/** Breaks the program in each way and asks the questions that must notice. */
export async function proveOnDocker<R extends { readonly engine: string }>(
  program: Program<R>,
  brought: Brought<R>,
  rounds: readonly Round<R>[],
  wanted: Wanted,
): Promise<Judged> {
  const all: Judged[] = [unproved(program, brought.running.engine, rounds.flat(), wanted)];
  await takeDown(brought.system);
  for (const [at, round] of rounds.entries()) {
    if (isEnding() || !round.some(({ red }) => red.some((id) => isWanted(wanted, id)))) continue;
    const name = `${program.name}, round ${at + 1} of ${rounds.length}`;
    all.push(await step(name, () => proveRound(program, brought, round, wanted)));
  }
  return sum(all);
}

async function proveRound<R>(
  program: Program<R>,
  { system, folder, running }: Brought<R>,
  round: Round<R>,
  wanted: Wanted,
): Promise<Judged> {
  const broken = breakable(folder);
  try {
    for (const one of round) one.files?.(broken);
    const up = await system.compose(['up', '-d', '--build', '--force-recreate', '--wait'], { mayFail: true });
    if (up.code !== 0) throw new Error(`it does not start: ${tail(up.err, 5)}`);
    let changed = running;
    for (const one of round) changed = { ...changed, ...one.asked?.(running) };
    for (const one of round) await one.running?.(changed);
    return await notices(program, changed, round, wanted);
  } catch (error) {
    process.stdout.write(`NOT NOTICED  ${round.map(({ name }) => name).join(', ')}: ${String(error)}\n`);
    return { passed: 0, failed: round.length };
  } finally {
    broken.restore();
    await takeDown(system);
  }
}
