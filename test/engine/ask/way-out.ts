import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEAVING, writeLeaving } from '../../programs/leaving';
import { judged, notHeld } from '../answers';
import { APPLICATION_IMAGE, curl, probeFromNetworkOf, type Stack } from '../docker/stack';
import { until } from '../run/command';
import type { Ask } from './ask';

interface Reached {
  readonly tcp: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

/** Two services of a project of their own: one may leave, the other differs from it by that line alone. */
export const wayOut: Ask = async (stack) => {
  const { host, port } = stack.engine.outside;
  const folder = write(stack, port);
  const compose = (...args: readonly string[]) =>
    stack.engine.docker(['compose', ...args], { cwd: folder, timeoutMs: 180_000 });
  try {
    await compose('up', '-d');
    const seen: string[] = [];
    const problems: string[] = [];
    for (const [name, published] of Object.entries(LEAVING)) {
      const id = (await compose('ps', '-aq', name)).out.trim();
      const asked = { tcp: [`${host}:${port}`], udp: [], names: [`way-out-of-${name}.example`] };
      const found = await probeFromNetworkOf<Reached>(stack, id, 'reach.ts', asked);
      const [tcp, resolved] = [Object.values(found.tcp).join(), Object.values(found.names).join()];
      await until(`${name} answers`, 20_000, async () => (await at(stack, published)) === 'here');
      seen.push(`${name}: ${tcp}, its name gives ${resolved}, published`);
      const [leaves, knows] = [tcp === 'connected', resolved === host];
      if (leaves !== (name === 'caller')) problems.push(`${name}: ${tcp}`);
      if (knows !== (name === 'caller')) problems.push(`${name}: a name outside gives ${resolved}`);
    }
    return judged(problems, seen.join('; '));
  } catch (error) {
    return notHeld(String(error));
  } finally {
    await stack.engine.docker(['compose', 'down', '-v', '-t', '1'], { cwd: folder, mayFail: true });
  }
};

const at = async (stack: Stack, port: number): Promise<string> => (await curl(stack, `http://127.0.0.1:${port}/`)).out;

/** Writes the program's output, and says which image stands in for the one of a registry. */
function write({ engine, leaving }: Stack, port: number): string {
  const folder = join(writeLeaving(engine.work, leaving, port), 'compose/leaving');
  const services = Object.keys(LEAVING).map(
    (name) => `  ${name}:\n    image: ${APPLICATION_IMAGE}\n    pull_policy: never\n`,
  );
  writeFileSync(join(folder, 'compose.override.yaml'), `services:\n${services.join('')}`);
  return folder;
}
