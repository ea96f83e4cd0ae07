import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEVELOPED, saying, writeDeveloped } from '../../programs/developed';
import { judged, notHeld } from '../answers';
import { curl, type Stack } from '../docker/stack';
import { until } from '../run/command';
import type { Ask } from './ask';

const BASE = ['-f', 'compose.yaml'];
const OVERLAY = [...BASE, '-f', 'compose.dev.yaml'];

/** The service as it is, then with the overlay, then as it is again. */
export const development: Ask = async (stack) => {
  const root = writeDeveloped(stack.engine.work);
  const folder = join(root, 'deploy/compose/developed');
  weaken(join(folder, 'compose.dev.yaml'), stack.overlay);
  const compose = (files: readonly string[], ...args: readonly string[]) =>
    stack.engine.docker(['compose', ...files, ...args], { cwd: folder, timeoutMs: 240_000 });
  const up = (files: readonly string[]) => compose(files, 'up', '-d', '--build', '--wait');
  const says = async (): Promise<string> => (await curl(stack, `http://127.0.0.1:${DEVELOPED.published}/`)).out;
  const inspects = async (host: string): Promise<boolean> =>
    (await curl(stack, `http://${host}:${DEVELOPED.inspector}/json/version`)).out.includes('node.js');
  const problems: string[] = [];
  const expect = (what: string, is: boolean): void => void (is || problems.push(what));
  try {
    await up(BASE);
    expect(`without the overlay it says ${await says()}`, (await says()) === 'one production');
    expect('an inspector answers without the overlay', !(await inspects('127.0.0.1')));
    await up(OVERLAY);
    expect(`with the overlay it says ${await says()}`, (await says()) === 'one development');
    writeFileSync(join(root, 'app/server.js'), saying('two'));
    const taken = until('the change is taken up', 20_000, async () => (await says()) === 'two development');
    await taken.catch(() => problems.push('a changed source is not taken up'));
    expect('no inspector on loopback', await inspects('127.0.0.1'));
    expect('an inspector on other addresses of the machine', !(await inspects(stack.engine.outside.gateway)));
    const write = "require('node:fs').writeFileSync('/app/.development/new.js', '')";
    const written = await stack.engine.docker(['compose', ...OVERLAY, 'exec', '-T', 'web', 'node', '-e', write], {
      cwd: folder,
      mayFail: true,
    });
    expect('the container can write to the sources', written.err.includes('EROFS'));
    await up(BASE);
    expect(`afterwards it says ${await says()}`, (await says()) === 'two production');
    expect('afterwards an inspector answers', !(await inspects('127.0.0.1')));
    return judged(problems, 'one, then two by the sources; inspector on loopback alone; then the image again');
  } catch (error) {
    return notHeld(String(error));
  } finally {
    await stack.engine.docker(['compose', ...OVERLAY, 'down', '-v', '-t', '1'], { cwd: folder, mayFail: true });
  }
};

function weaken(file: string, edits: Stack['overlay']): void {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the overlay has no ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
}
