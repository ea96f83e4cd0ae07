import { judged, type Answer } from '../../engine/answers';
import { sleep, until } from '../../engine/run/command';
import type { Visits } from '../running';

export function comesUp(running: Visits): Promise<Answer> {
  return Promise.resolve(judged(running.readme === '' ? ['no command was run'] : [], running.readme));
}

interface Visit {
  readonly by: string;
  readonly number: number;
}

const visitIn = (text: string): Visit | undefined => {
  const [, by = '', number = ''] = /^(web[12]): visit (\d+)\n$/.exec(text) ?? [];
  return by === '' ? undefined : { by, number: Number(number) };
};

export async function counts(running: Visits): Promise<Answer> {
  // A node learns of the pods behind a Service a moment after they are ready.
  await until('somebody answers', 20_000, async () => (await running.get('/')).status !== 0).catch(() => undefined);
  const answers = [];
  for (let request = 0; request < 24; request++) answers.push(await running.get('/'));
  const visits = answers.map(({ text }) => visitIn(text));
  const bad = answers.filter((_, at) => visits[at] === undefined);
  const problems = bad.map(({ status, text }) => `an answer of ${status}: ${text.slice(0, 80)}`);
  const numbers = visits.flatMap((visit) => (visit ? [visit.number] : []));
  if (numbers.some((number, at) => at > 0 && number !== (numbers[at - 1] ?? 0) + 1))
    problems.push(`not one by one: ${numbers.join()}`);
  const servers = new Set(visits.flatMap((visit) => (visit ? [visit.by] : [])));
  if (servers.size !== 2) problems.push(`answered by ${[...servers].join() || 'nobody'} alone`);
  return judged(problems, `24 requests, visits ${numbers[0]} to ${numbers.at(-1)}, by ${[...servers].sort().join()}`);
}

/** Asked again and again while `happen` happens: how many were answered by a web server, how many were not. */
async function during(running: Visits, happen: () => Promise<string>) {
  let over = false;
  const happened = happen().finally(() => (over = true));
  let answered = 0;
  const other: string[] = [];
  while (!over) {
    const got = await running.get('/');
    if (visitIn(got.text)) answered += 1;
    else other.push(`${got.status} ${got.text.trim().slice(0, 60)}`);
    await sleep(100);
  }
  return { what: await happened, answered, other };
}

export async function web1Lost(running: Visits): Promise<Answer> {
  const { what, answered, other } = await during(running, () => running.kill('web1'));
  await running.untilReady('web1');
  await until('both answer again', 60_000, async () => {
    const by = new Set<string | undefined>();
    for (let request = 0; request < 12; request++) by.add(visitIn((await running.get('/')).text)?.by);
    return by.has('web1') && by.has('web2');
  });
  return judged(
    other.map((got) => `while web1 was away: ${got}`),
    `${what}; ${answered} requests meanwhile, all answered; both answer again`,
  );
}

const startOf = (running: Visits, workload: 'web1' | 'web2'): Promise<string> =>
  running.node(
    workload,
    "process.stdout.write(require('node:fs').readFileSync('/proc/1/stat', 'utf8').split(') ')[1].split(' ')[19])",
  );

export async function redisLost(running: Visits): Promise<Answer> {
  const started = [await startOf(running, 'web1'), await startOf(running, 'web2')];
  const { what, other } = await during(running, () => running.kill('redis'));
  await running.untilReady('redis');
  await until('it counts again', 60_000, async () => visitIn((await running.get('/')).text) !== undefined);
  const now = [await startOf(running, 'web1'), await startOf(running, 'web2')];
  return judged(
    started.join() === now.join() ? [] : ['a web server was restarted'],
    `${what}; ${other.length} requests had no visit meanwhile; the same processes count again`,
  );
}
