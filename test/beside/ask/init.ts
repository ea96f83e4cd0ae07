import { judged, notHeld, recorded, type Answer } from '../../engine/answers';
import { valueIn } from '../../depot/ask/printed';
import { INIT, type Beside } from '../running';

/** Both say the time of the same machine. */
export async function initFirst(running: Beside): Promise<Answer> {
  const done = Number(valueIn(await running.log(INIT), 'done'));
  const started = Number(valueIn(await running.log('web'), 'started'));
  const code = await running.exitCode(INIT);
  if (!(done > 0 && started > 0)) return notHeld(`done ${done}, started ${started}`);
  const problems = [
    ...(code === 0 ? [] : [code === undefined ? 'it has not ended' : `it ended with ${code}`]),
    ...(started > done ? [] : [`web was started ${done - started} ms before it had done its work`]),
  ];
  return judged(problems, `it ended with 0; web was started ${started - done} ms after it had done its work`);
}

/** It has tried itself, while it ran. */
export async function initOutside(running: Beside): Promise<Answer> {
  const tried = (valueIn(await running.log(INIT), 'outside') ?? {}) as Readonly<Record<string, string>>;
  const twin = Object.values((await running.reachFromTwin({ tcp: Object.keys(tried) })).tcp);
  if (twin.length === 0 || twin.some((what) => what !== 'connected'))
    return notHeld(`not even a place without hardening gets out (${twin.join()}): nothing is proved`);
  const open = Object.entries(tried).filter(([, what]) => what === 'connected');
  return judged(
    open.map(([to]) => `it gets to ${to}`),
    `the twin gets out; the init container: ${Object.values(tried).join()}`,
  );
}

/** A pod has one network, which is that of its init containers too; README's table says so. */
export async function initOwnEdges(running: Beside): Promise<Answer> {
  const edge = valueIn(await running.log(INIT), 'edge');
  if (typeof edge !== 'string') return notHeld('it has not tried');
  if (edge !== 'connected') return judged([], `Redis, whom the exporter may reach: ${edge}`);
  return running.directed ? recorded('it reaches Redis, as its pod does') : notHeld('it reaches Redis');
}
