import { judged, notHeld, recorded, type Answer } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { SCALE } from '../program';
import type { Beside, Scaling } from '../running';

/** The autoscaler looks every 15 s, and keeps to its bounds without any metrics. */
const SEEN_MS = 60_000;

/** Compose runs one container of each service; README's table says so. */
export async function fewest(running: Beside): Promise<Answer> {
  let pods = 0;
  await until('the fewest', running.directed ? SEEN_MS : 1_000, async () => {
    pods = await running.howMany('caller');
    return pods === SCALE.min;
  }).catch(() => undefined);
  if (pods === 1 && !running.directed) return recorded('one container runs');
  return judged(pods === SCALE.min ? [] : [`${pods} are ready, not ${SCALE.min}`], `${pods} are ready`);
}

const withScaling =
  (ask: (running: Beside, scaling: Scaling) => Promise<Answer>) =>
  async (running: Beside): Promise<Answer> =>
    running.scaling === undefined ? notHeld('nothing scales here') : ask(running, running.scaling);

export const kept = withScaling(async (running, scaling) => {
  await scaling.set(SCALE.max);
  await until('more pods', SEEN_MS, async () => (await running.howMany('caller')) === SCALE.max);
  const said = await scaling.applyAgain();
  const pods = await scaling.wanted();
  const problems = [
    ...(said === '' ? [] : [`applied again: ${said}`]),
    ...(pods === SCALE.max ? [] : [`${pods} are wanted, not ${SCALE.max}`]),
  ];
  return judged(problems, `changed to ${SCALE.max}, applied again, ${pods} are wanted`);
});

export const most = withScaling(async (_, scaling) => {
  await scaling.set(SCALE.max + 1);
  let pods = 0;
  await until('the most', SEEN_MS, async () => {
    pods = await scaling.wanted();
    return pods <= SCALE.max;
  }).catch(() => undefined);
  return judged(pods === SCALE.max ? [] : [`${pods} are wanted`], `changed to ${SCALE.max + 1}, ${pods} are wanted`);
});
