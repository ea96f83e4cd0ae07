// Builds an example's image with a Docker engine of its own, which ends with this process. Arguments: the archive, and
// what it is built from.
import { join } from 'node:path';
import { REPOSITORY } from '../../engine/docker/copy';
import { enginePrograms } from '../../engine/docker/engine-programs';
import { startEngine } from '../../engine/docker/engine';
import { undoAll, undoOnSignals } from '../../engine/run/undo';
import type { Built } from './application-image';

async function main(): Promise<void> {
  undoOnSignals(() => Promise.resolve());
  let code = 0;
  try {
    const { context, dockerfile, tag } = JSON.parse(process.argv[3] ?? '') as Built;
    const app = join(REPOSITORY, context);
    const engine = await startEngine(await enginePrograms(), app);
    const file = join(REPOSITORY, dockerfile);
    await engine.docker(['build', '-q', '-f', file, '-t', tag, app], { timeoutMs: 600_000 });
    await engine.docker(['save', '-o', process.argv[2] ?? '', tag], { timeoutMs: 300_000 });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    code = 1;
  }
  await undoAll();
  process.exit(code);
}

void main();
