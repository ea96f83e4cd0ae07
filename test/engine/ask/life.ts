import { judged, type Answer } from '../answers';
import { tsx } from '../docker/outside';
import { seconds } from '../docker/compose-file';
import {
  APPLICATION,
  compose,
  curl,
  inspectNow,
  published,
  REDIS,
  services,
  type Stack,
  untilHealthy,
  untilReady,
} from '../docker/stack';
import { until } from '../run/command';
import type { Ask } from './ask';

const key = (name: string): string => `sessions/kept-${name}`;

/** Stores a session, lets `happen` happen to Redis, and reads the session back. */
async function keeps(stack: Stack, name: string, happen: () => Promise<string>): Promise<Answer> {
  const url = `${published(stack)}/${key(name)}`;
  const body = JSON.stringify({ kept: name });
  await curl(stack, '-f', '-X', 'PUT', '-H', 'content-type: application/json', '-d', body, url);
  const what = await happen();
  await untilHealthy(stack, REDIS);
  await untilReady(stack);
  const got = await curl(stack, '-f', url);
  return judged(got.out === body ? [] : [`after that GET gives ${got.out || got.err}`], what);
}

export const kill: Ask = (stack) =>
  keeps(stack, 'kill', async () => {
    const before = await inspectNow(stack, REDIS);
    // by the process itself: the engine takes its own 'kill' for a wish that it stay down
    await stack.engine.sandbox.run(['kill', '-KILL', String(before.State.Pid)]);
    await until('Redis comes back', 30_000, async () => {
      const now = await inspectNow(stack, REDIS);
      return now.State.Running && now.State.Pid !== before.State.Pid;
    });
    const after = await inspectNow(stack, REDIS);
    return `killed, restarted by the engine ${after.RestartCount} time, the session is there`;
  });

export const restart: Ask = (stack) =>
  keeps(stack, 'restart', async () => {
    await compose(stack, ['restart', REDIS]);
    return 'restarted, the session is there';
  });

/** Asked after both: the first start of the application must still be its only one. */
export const reconnects: Ask = async (stack) => {
  const { State, RestartCount } = await inspectNow(stack, APPLICATION);
  const redis = await inspectNow(stack, REDIS);
  await untilReady(stack);
  const problems = [
    ...(RestartCount === 0 ? [] : [`it was restarted ${RestartCount} times`]),
    ...(State.StartedAt < redis.State.StartedAt ? [] : ['it started after Redis did']),
  ];
  return judged(problems, `started ${State.StartedAt}, Redis again ${redis.State.StartedAt}, ready without a restart`);
};

interface Tally {
  readonly quick: Readonly<Record<string, number>>;
  readonly slow: Readonly<Record<string, number>>;
}

/** To the container's own address: the engine's proxy on the published port accepts even what nobody will answer. */
export const stopUnderLoad: Ask = async (stack) => {
  const { Networks } = (await inspectNow(stack, APPLICATION)).NetworkSettings;
  const address = Object.entries(Networks).find(([name]) => name.includes('publish'))?.[1].IPAddress;
  const load = stack.engine.sandbox.start([...tsx('load.ts'), `http://${address}:5010`, '50', '120']);
  let out = '';
  load.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  const end = new Promise((resolve) => load.once('exit', resolve));
  await until('the load runs', 20_000, () => Promise.resolve(out.includes('ready')), 20);
  await compose(stack, ['stop', APPLICATION]);
  await end;
  const { quick, slow } = JSON.parse(out.split('\n')[1] ?? '{}') as Tally;
  await compose(stack, ['up', '-d', '--no-build', '--wait', APPLICATION]);
  const problems = [quick, slow].flatMap((tally) =>
    Object.entries(tally)
      .filter(([fate]) => !['answered', 'not accepted'].includes(fate))
      .map(([fate, times]) => `${fate}: ${times}`),
  );
  if (!quick['not accepted']) problems.push('the load ended before the stop: nothing is proved');
  if (!slow['answered']) problems.push('no slow request was on its way');
  return judged(problems, `quick ${JSON.stringify(quick)}, slow ${JSON.stringify(slow)}`);
};

export const stopInTime: Ask = async (stack) => {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const service of [...services(stack)].reverse()) {
    const grace = seconds(stack.file.services[service]?.stop_grace_period) ?? 0;
    const started = Date.now();
    await compose(stack, ['stop', service]);
    const took = (Date.now() - started) / 1000;
    const { ExitCode, OOMKilled } = (await inspectNow(stack, service)).State;
    if (ExitCode !== 0 || OOMKilled || took >= grace)
      problems.push(`${service}: exit ${ExitCode} after ${took} s of ${grace}`);
    seen.push(`${service}: exit ${ExitCode} after ${took.toFixed(1)} s of ${grace}`);
  }
  await compose(stack, ['up', '-d', '--no-build', '--wait']);
  return judged(problems, seen.join('; '));
};

/** Takes memory outside of Node's heap, up to twice the limit and no more, and writes to all of it. */
const TAKE = `const held=[];for(let n=0;n<48;n++)held.push(Buffer.alloc(10485760,1));console.log(held.length)`;

export const memoryExceeded: Ask = async (stack) => {
  const url = `${published(stack)}/${key('memory')}`;
  await curl(stack, '-f', '-X', 'PUT', '-H', 'content-type: application/json', '-d', '{}', url);
  const name = 'greedy';
  const { docker } = stack.engine;
  await compose(stack, ['run', '-d', '--no-deps', '--name', name, APPLICATION, '-e', TAKE]);
  try {
    await docker(['wait', name], { timeoutMs: 60_000 });
    const state = (await docker(['inspect', '-f', '{{.State.ExitCode}} {{.State.OOMKilled}}', name])).out.trim();
    const neighbour = await curl(stack, '-f', url);
    const { State } = await inspectNow(stack, REDIS);
    const problems = [
      ...(state === '137 true' ? [] : [`it ended with ${state}`]),
      ...(neighbour.out === '{}' ? [] : [`the neighbour answers ${neighbour.out || neighbour.err}`]),
      ...(State.Running ? [] : ['Redis does not run']),
    ];
    return judged(
      problems,
      `a second container of the same definition ended with ${state}, the first one and Redis answer`,
    );
  } finally {
    await docker(['rm', '-f', name], { mayFail: true });
  }
};
