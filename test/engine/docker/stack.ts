import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, type RunOptions, until } from '../run/command';
import type { ComposeFile } from './compose-file';
import type { Engine } from './engine';
import type { Inspected } from './inspected';

/** The system under test: one Compose project on an engine. */
export interface Stack {
  readonly engine: Engine;
  /** The folder of compose.yaml in the copy. */
  readonly folder: string;
  /** What the committed compose.yaml says: the measure of all that is read back. */
  readonly file: ComposeFile;
  /** What the engine was asked once. */
  readonly memory: Map<string, Promise<unknown>>;
  /** A container of the application's image with none of the hardening, on a network with none. */
  readonly twin: string;
  /** The certificate of an authority that nobody here has. */
  readonly strangersAuthority: string;
  /** ACL rules of a user with keys `job:*` and access 'queue', and of one with channels `news:*` and access 'pub-sub'. */
  readonly presets: Readonly<Record<'queue' | 'pub-sub', string>>;
  /** Services of the program `leaving` that have a declared way out. */
  readonly leaving: readonly string[];
  /** Edits of a development overlay, each text by another. */
  readonly overlay: readonly (readonly [from: string, to: string])[];
  /** What README's commands printed. */
  readonly readme: string;
}

export const APPLICATION = 'backend-1';
export const REDIS = 'redis';
export const APPLICATION_IMAGE = 'registry.example.com/shop/backend:1.0.0';

export const compose = (stack: Stack, args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  stack.engine.docker(['compose', ...args], { cwd: stack.folder, timeoutMs: 180_000, ...options });

/** Asks once and remembers. */
export function once<T>(stack: Stack, key: string, ask: () => Promise<T>): Promise<T> {
  const known = stack.memory.get(key) as Promise<T> | undefined;
  if (known) return known;
  const asked = ask();
  stack.memory.set(key, asked);
  return asked;
}

export const services = (stack: Stack): readonly string[] => Object.keys(stack.file.services);

export async function container(stack: Stack, service: string): Promise<string> {
  const id = (await compose(stack, ['ps', '-aq', service])).out.trim();
  if (id === '') throw new Error(`there is no container of ${service}`);
  return id;
}

export async function inspectNow(stack: Stack, service: string): Promise<Inspected> {
  const text = (await stack.engine.docker(['inspect', await container(stack, service)])).out;
  const [first] = JSON.parse(text) as Inspected[];
  if (first === undefined) throw new Error(`nothing to inspect of ${service}`);
  return first;
}

export const inspected = (stack: Stack, service: string): Promise<Inspected> =>
  once(stack, `inspect ${service}`, () => inspectNow(stack, service));

/** A shell script in a container, as the user that the container runs as. */
export async function shellIn(stack: Stack, service: string, script: string): Promise<string> {
  const id = await container(stack, service);
  return (await stack.engine.docker(['exec', '-i', id, 'sh', '-s'], { input: script, timeoutMs: 60_000 })).out;
}

/** A script of the folder `inside`, run by the Node of the container `id`. */
export async function probe<T>(stack: Stack, id: string, script: string, asked: unknown): Promise<T> {
  return JSON.parse(await node(stack, ['exec', '-i', '-e', `PROBE=${JSON.stringify(asked)}`, id, 'node'], script)) as T;
}

/** The same from the network of a container that has no Node: a second container in the very same network. */
export async function probeFromNetworkOf<T>(stack: Stack, id: string, script: string, asked: unknown): Promise<T> {
  const flags = ['--rm', '-i', '--network', `container:${id}`, '-e', `PROBE=${JSON.stringify(asked)}`];
  return JSON.parse(await node(stack, ['run', ...flags, '--entrypoint', 'node', APPLICATION_IMAGE], script)) as T;
}

async function node(stack: Stack, argv: readonly string[], script: string): Promise<string> {
  const input = readFileSync(join(__dirname, '..', 'inside', script), 'utf8');
  const ran = await stack.engine.docker([...argv, '--input-type=module-typescript', '-'], { input, timeoutMs: 60_000 });
  if (ran.out === '') throw new Error(`${script} said nothing: ${ran.err.slice(0, 300)}`);
  return ran.out;
}

/** curl in the engine's network: its exit code and what it printed. */
export function curl(stack: Stack, ...args: readonly string[]): Promise<Ran> {
  return stack.engine.sandbox.run(['curl', '-sS', '-m', '5', '--noproxy', '*', ...args], { mayFail: true });
}

/** Where the application is published, as the file says. */
export function published(stack: Stack): string {
  const port = stack.file.services[APPLICATION]?.ports?.[0];
  return `http://${port?.host_ip ?? '0.0.0.0'}:${port?.published ?? port?.target}`;
}

export const isReady = async (stack: Stack): Promise<boolean> =>
  (await curl(stack, '-f', '-o', '/dev/null', `${published(stack)}/readyz`)).code === 0;

export const untilReady = (stack: Stack, ms = 30_000): Promise<void> =>
  until('the application is ready', ms, () => isReady(stack));

export async function untilHealthy(stack: Stack, service: string, ms = 60_000): Promise<void> {
  await until(`${service} is healthy`, ms, async () => {
    const { State } = await inspectNow(stack, service);
    return State.Running && State.Health?.Status === 'healthy';
  });
}
