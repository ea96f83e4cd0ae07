import { amount } from '../../cluster/ask/quantity';
import { judged, type Answer } from '../../engine/answers';
import { CGROUP_FILES, readCgroup, type CgroupText } from '../../engine/inside/cgroup';
import { valueIn, type Self } from '../../depot/ask/printed';
import { processesOf, secretsOf, statusIn, tooMuch, writableOf } from '../../stack/ask/processes';
import { LIMITS } from '../program';
import { INIT, SIDECARS, type Beside } from '../running';

const seenIn = (answer: Answer): string => ('seen' in answer ? answer.seen : answer.because);

/** Both answers in one. */
function both(one: Answer, problems: readonly string[], seen: string): Answer {
  return judged([...(one.state === 'held' ? [] : [seenIn(one)]), ...problems], `${seenIn(one)}; ${seen}`);
}

/** What the init container has said of itself while it ran. */
async function saidBy<T>(running: Beside, name: string): Promise<T> {
  const said = valueIn(await running.log(INIT), name);
  if (said === undefined) throw new Error(`the init container said nothing of ${name}`);
  return said as T;
}

export async function processes(running: Beside): Promise<Answer> {
  const status = statusIn((await saidBy<Self>(running, 'self')).status);
  return both(
    await processesOf(running, SIDECARS),
    tooMuch(status).map((what) => `${INIT}: ${what}`),
    `${INIT} as ${status.get('Uid')?.split(/\s+/)[0]}`,
  );
}

const SHARED = '/home/node';
const OF_THE_ENGINE = ['/dev/shm', '/dev/mqueue', '/dev'];

export async function writable(running: Beside): Promise<Answer> {
  const { root, tried, writable: open } = await saidBy<Self>(running, 'self');
  const more = open.filter((folder) => ![...OF_THE_ENGINE, SHARED].includes(folder));
  const problems = [
    ...(root.split(',').includes('ro') ? [] : [`${INIT}: / is mounted ${root}`]),
    ...more.map((folder) => `${INIT}: a file can be made in ${folder}`),
    ...(open.includes(SHARED) ? [] : [`${INIT}: no file can be made in ${SHARED}`]),
  ];
  const sidecars = await writableOf(running, {
    'web-exporter': [],
    'web-shipper': [SHARED],
    'redis-exporter': [],
  });
  return both(sidecars, problems, `${INIT}: ${SHARED} of ${tried} folders`);
}

const READ_LIMITS = `for f in ${CGROUP_FILES.join(' ')}; do if [ -r /sys/fs/cgroup/$f ]; then echo "$f $(cat /sys/fs/cgroup/$f)"; fi; done`;

const asTexts = (printed: string): CgroupText =>
  Object.fromEntries(
    printed.split('\n').map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)] as const),
  ) as CgroupText;

export async function limits(running: Beside): Promise<Answer> {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const name of [INIT, ...SIDECARS] as const) {
    const texts =
      name === INIT
        ? await saidBy<CgroupText>(running, 'cgroup')
        : asTexts((await running.shell(name, READ_LIMITS)).trim());
    const { memory, cpus } = readCgroup(texts);
    const said = LIMITS[name];
    if (memory !== amount(said.memory))
      problems.push(`${name}: memory ${memory ?? 'without a limit'}, not ${said.memory}`);
    if (cpus !== said.cpu) problems.push(`${name}: ${cpus ?? 'all'} cpus, not ${said.cpu}`);
    seen.push(`${name}: ${said.memory}, ${said.cpu} cpus`);
  }
  return judged(problems, seen.join('; '));
}

/** The command lines of all that can be seen. */
const COMMANDS = "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; echo; done 2>/dev/null; true";

export async function ownSecrets(running: Beside): Promise<Answer> {
  const problems: string[] = [];
  const ofInit = await saidBy<readonly string[]>(running, 'secrets');
  if (ofInit.length > 0) problems.push(`${INIT}: ${ofInit.join()}, and not none`);
  for (const [name, own, others] of [
    ['web-exporter', 'serve.js exporter', 'serve.js web'],
    ['web-shipper', 'trap', 'serve.js'],
    ['redis-exporter', 'trap', 'redis-server'],
  ] as const) {
    const commands = await running.shell(name, COMMANDS);
    if (!commands.includes(own)) problems.push(`${name}: it does not even see itself`);
    if (commands.includes(others)) problems.push(`${name}: it sees ${others}`);
  }
  const files = await secretsOf(running, {
    web: ['web-token'],
    'web-exporter': ['redis-auth', 'redis-ca.crt'],
    'web-shipper': [],
    'redis-exporter': ['redis-auth', 'redis-ca.crt'],
  });
  return both(files, problems, 'no process of another container is seen');
}
