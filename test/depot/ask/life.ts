import { judged, notHeld, type Answer } from '../../engine/answers';
import type { Depot } from '../running';
import { nightly, valueIn } from './printed';
import { put } from './queue';

/** Both say the time of the same machine. */
export async function jobFirst(running: Depot): Promise<Answer> {
  const done = Number(valueIn(await running.log('migrate'), 'done'));
  const started = Number(valueIn(await running.log('back'), 'started'));
  if (!(done > 0 && started > 0)) return notHeld(`done ${done}, started ${started}`);
  return judged(
    started > done ? [] : [`it was started ${done - started} ms before the job had done its work`],
    `started ${started - done} ms after the job had done its work`,
  );
}

export async function cron(running: Depot): Promise<Answer> {
  const { before, printed } = await nightly(running);
  const report = valueIn(printed, 'report');
  const problems = [
    ...(before ? ['it had been run before'] : []),
    ...(report === 'written' ? [] : [`by hand: ${printed.trim().slice(-200)}`]),
  ];
  return judged(problems, 'not run before; by hand it writes its key and reads it back');
}

/** It goes on living: only what it writes stops. */
export async function heartbeat(running: Depot): Promise<Answer> {
  await running.untilReady('worker');
  await put(running, 'hang');
  const what = await running.noticed('worker').catch((error: unknown) => error as Error);
  await running.restart('worker');
  await running.untilReady('worker');
  return what instanceof Error ? notHeld(what.message) : judged([], `${what}; well again`);
}
