import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged, notHeld, type Answer } from '../answers';
import { EXAMPLE } from '../docker/copy';
import { passwordOf } from '../docker/expected-secrets';
import { tsx } from '../docker/outside';
import type { Sandbox } from '../docker/sandbox';
import { APPLICATION, inspectNow, published, type Stack } from '../docker/stack';
import { type RunOptions, sleep, until } from '../run/command';
import type { Ask } from './ask';
import { lost, type Fates } from './fates';
import { talk } from './redis';

const STEADY = join(__dirname, '../../cluster/inside/steady.ts');
const EVERY_MS = 20;

/** A steady load in the engine's network while `happens` happens, and a moment before and after. */
async function underLoad(stack: Stack, happens: () => Promise<void>): Promise<Fates> {
  const file = (state: string): string => join(stack.engine.work, `rotation-${state}`);
  const asked = {
    url: `${published(stack)}/sessions/rotation`,
    everyMs: EVERY_MS,
    atMostSeconds: 300,
    running: file('running'),
    stop: file('stop'),
  };
  const load = stack.engine.sandbox.start(tsx(STEADY), { PROBE: JSON.stringify(asked) });
  let out = '';
  load.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  const end = new Promise((resolve) => load.once('exit', resolve));
  try {
    await until('the load runs', 20_000, () => Promise.resolve(existsSync(file('running'))));
    await happens();
    await sleep(3_000);
  } finally {
    writeFileSync(file('stop'), '');
    await end;
  }
  return JSON.parse(out) as Fates;
}

/** README's and docs/rotate.md's command for one step, by the sources in the copy. */
export const rotateArguments = (step: 'begin' | 'finish', more: readonly string[] = []): readonly string[] => [
  process.execPath,
  ...['--import', require.resolve('tsx'), 'lib/cli/main.ts', 'secrets', 'rotate', `${EXAMPLE}/deploy`],
  ...['--edge', `${APPLICATION}.redis`, '--step', step, ...more, '--run'],
];

/**
 * A program for the network of a caller: resets its connections to Redis, so that it logs in again. A server of today
 * keeps them over a changed password; without this nobody would need the new one.
 */
const CUT = `
for port in $(awk '$3 ~ /:18EB$/ && $4 == "01" { print substr($2, index($2, ":") + 1) }' /proc/net/tcp); do
  rule="OUTPUT -p tcp --sport $((0x$port)) --dport 6379 -j REJECT --reject-with tcp-reset"
  iptables -w -A $rule; sleep 1; iptables -w -D $rule; echo cut
done`;

export async function cutFrom(sandbox: Sandbox, pid: number): Promise<void> {
  const { out } = await sandbox.run(['nsenter', `--net=/proc/${pid}/ns/net`, 'sh', '-ec', CUT]);
  if (!out.includes('cut')) throw new Error('no connection to Redis is there to be cut: nothing is proved');
}

/** How an engine does what a rotation needs. */
export interface Rotating {
  readonly load: (happens: () => Promise<void>) => Promise<Fates>;
  readonly step: (step: 'begin' | 'finish') => Promise<unknown>;
  /** Waits until every caller has the new password. */
  readonly takenUp: () => Promise<void>;
  /** Has every caller log in again. */
  readonly cut: () => Promise<void>;
}

/** What is the same on every engine: the load, both steps, and who gets in with which password afterwards. */
export async function rotated(stack: Stack, { load, step, takenUp, cut }: Rotating): Promise<Answer> {
  const password = (): string => readFileSync(join(stack.folder, 'secrets', passwordOf(APPLICATION)), 'utf8').trim();
  const logIn = async (given: string): Promise<string> => {
    const { error, replies } = await talk(stack, { user: APPLICATION, password: given, commands: [] });
    return error === '' ? replies.join() : error;
  };
  const old = password();
  const before = await logIn(old);
  if (before !== '+OK') return notHeld(`the password of now does not work: ${before}, nothing is proved`);
  const fates = await load(async () => {
    await step('begin');
    await cut();
    await takenUp();
    await step('finish');
    await cut();
  });
  const [withOld, withNew] = [await logIn(old), await logIn(password())];
  const problems = [
    ...lost(fates),
    ...(old === password() ? ['the password is the one of before'] : []),
    ...(withOld.startsWith('-WRONGPASS') ? [] : [`with the old password: ${withOld}`]),
    ...(withNew === '+OK' ? [] : [`with the new password: ${withNew}`]),
  ];
  return judged(problems, `${JSON.stringify(fates)} requests; old password: ${withOld.split(' ')[0]}, new: ${withNew}`);
}

export const rotation: Ask = (stack) => {
  const options: RunOptions = { cwd: join(stack.folder, '../../../../..'), env: stack.engine.env };
  return rotated(stack, {
    load: (happens) => underLoad(stack, happens),
    step: (step) => stack.engine.sandbox.run(rotateArguments(step), options),
    takenUp: () => sleep(1_000),
    cut: async () => cutFrom(stack.engine.sandbox, (await inspectNow(stack, APPLICATION)).State.Pid),
  });
};
