import { judged, type Answer } from '../../engine/answers';
import type { Beside, BesideName } from '../running';

type Command = readonly string[];

const ALLOWED: Command = ['EXISTS', 'page:1'];
const REFUSED: readonly Command[] = [
  ['SET', 'page:1', 'a'],
  ['DEL', 'page:1'],
  ['GET', 'other:1'],
  ['KEYS', '*'],
  ['FLUSHALL'],
  ['CONFIG', 'GET', 'dir'],
  ['ACL', 'LIST'],
];

/** By the exporter's own program: prints each answer, or the first word of a refusal. */
const BY_NODE = `
const { open } = require('/config/redis.js');
open('REDIS').then(async ({ say, end }) => {
  const all = [];
  for (const words of ${JSON.stringify([ALLOWED, ...REFUSED])})
    all.push(await say(...words).then((answer) => String(answer), (error) => error.message.split(' ')[0]));
  process.stdout.write(all.join('\\n'));
  end();
}, (error) => process.stdout.write(error.message));`;

/** By the client of Redis, beside Redis: the same. */
const BY_CLIENT = `export REDISCLI_AUTH="$(cat "$REDIS_AUTH_FILE")"
${[ALLOWED, ...REFUSED]
  .map((words) => words.map((word) => `'${word}'`).join(' '))
  .map(
    (words) =>
      `redis-cli --tls --cacert "$REDIS_CA_FILE" -h localhost --user redis-exporter ${words} 2>&1 | head -n 1 | cut -d' ' -f1`,
  )
  .join('\n')}`;

export async function sidecarRights(running: Beside): Promise<Answer> {
  const answers = {
    'web-exporter': await running.node('web-exporter', BY_NODE),
    'redis-exporter': await running.shell('redis-exporter', BY_CLIENT),
  };
  const problems = Object.entries(answers).flatMap(([name, text]) => {
    const [allowed = '', ...refused] = text.trim().split('\n');
    return [
      ...(allowed === '0' ? [] : [`${name}: its own key: ${allowed}`]),
      ...REFUSED.flatMap((words, at) =>
        refused[at] === 'NOPERM' ? [] : [`${name}: ${words.join(' ')}: ${refused[at] ?? 'no answer'}`],
      ),
    ];
  });
  return judged(problems, `each asks for its key; ${REFUSED.length} commands refused with NOPERM`);
}

const PORTS = { web: 3000, 'web-exporter': 9121 } as const;

/** What a server on localhost answers a container. */
const localhost = (running: Beside, from: BesideName, port: number): Promise<string> =>
  running.node(
    from,
    `fetch('http://127.0.0.1:${port}').then((r) => r.text()).then((t) => process.stdout.write(t), (e) => process.stdout.write(e.cause.code))`,
  );

/** How web and its exporter do not find each other; nothing if they do. */
export async function apart(running: Beside): Promise<readonly string[]> {
  const found = await localhost(running, 'web-exporter', PORTS.web);
  const finds = await localhost(running, 'web', PORTS['web-exporter']);
  return [
    ...(found === `from ${PORTS.web}` ? [] : [`the sidecar gets ${found} of its workload`]),
    ...(finds === `from ${PORTS['web-exporter']}` ? [] : [`the workload gets ${finds} of its sidecar`]),
  ];
}

export const onLocalhost = async (running: Beside): Promise<Answer> =>
  judged(await apart(running), `from ${PORTS.web}, from ${PORTS['web-exporter']}`);

export async function sidecarPort(running: Beside): Promise<Answer> {
  const door = await running.throughTheDoor();
  const tcp = (await running.addressesOf('web')).map((address) => `${address}:${PORTS['web-exporter']}`);
  const stranger = Object.values((await running.reachFromTwin({ tcp })).tcp);
  const problems = [
    ...(door === `from ${PORTS['web-exporter']}` ? [] : [`through the door: ${door}`]),
    // refused by the machine itself means that nothing stopped it on the way
    ...stranger.filter((what) => ['connected', 'ECONNREFUSED'].includes(what)).map((what) => `a stranger: ${what}`),
  ];
  return judged(problems, `through the door ${door}; a stranger: ${stranger.join()}`);
}

export async function database(running: Beside): Promise<Answer> {
  const program = "require('/config/postgres.js').logIn().then((what) => process.stdout.write(what))";
  const said = await running.node('caller', program);
  return judged(said === 'logged in' ? [] : [said], said);
}
