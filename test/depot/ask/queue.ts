import { judged, type Answer } from '../../engine/answers';
import { until } from '../../engine/run/command';
import type { Depot } from '../running';

type Command = readonly string[];

/** Commands of a workload's own user, one after the other; prints each answer, or the first word of a refusal. */
async function say(
  running: Depot,
  workload: 'front' | 'worker',
  commands: readonly Command[],
): Promise<readonly string[]> {
  const program = `
const { open } = require('/config/redis.js');
open('REDIS').then(async ({ say, end }) => {
  const all = [];
  for (const words of ${JSON.stringify(commands)})
    all.push(await say(...words).then((answer) => String(answer), (error) => error.message.split(' ')[0]));
  process.stdout.write(JSON.stringify(all));
  end();
}, (error) => process.stdout.write(JSON.stringify([error.message])));`;
  return JSON.parse(await running.node(workload, program)) as readonly string[];
}

export const put = (running: Depot, work: string): Promise<readonly string[]> =>
  say(running, 'front', [['LPUSH', 'job:todo', work]]);

export async function workDone(running: Depot): Promise<Answer> {
  await put(running, 'a letter');
  let taken = '';
  await until('the work is done', 20_000, async () => {
    const [answer = ''] = await say(running, 'front', [['RPOP', 'job:done']]);
    if (answer !== 'null') taken = answer;
    return taken !== '';
  }).catch(() => undefined);
  return judged(taken === 'a letter PONG' ? [] : [taken || 'nobody did it'], `done: ${taken}`);
}

const REFUSED: readonly Command[] = [
  ['FLUSHALL'],
  ['FLUSHDB'],
  ['KEYS', '*'],
  ['SCAN', '0'],
  ['GET', 'schema:version'],
  ['LPUSH', 'report:last', 'a'],
  ['LMOVE', 'job:own', 'report:last', 'LEFT', 'LEFT'],
  ['SET', 'job:own', '1'],
  ['EVAL', 'return 1', '0'],
  ['CONFIG', 'GET', 'dir'],
  ['ACL', 'LIST'],
  ['PUBLISH', 'job:own', 'a'],
];

export async function queueRefuses(running: Depot): Promise<Answer> {
  const own: readonly Command[] = [
    ['LPUSH', 'job:own', 'a'],
    ['RPOP', 'job:own'],
  ];
  const answers = await say(running, 'worker', [...own, ...REFUSED]);
  const [pushed, popped, ...refused] = answers;
  const problems = [
    ...(pushed === '1' && popped === 'a' ? [] : [`its own list: ${pushed}, ${popped}`]),
    ...REFUSED.flatMap((words, at) => (refused[at] === 'NOPERM' ? [] : [`${words.join(' ')}: ${refused[at]}`])),
  ];
  return judged(problems, `its own list works; ${refused.length} commands refused with NOPERM`);
}
