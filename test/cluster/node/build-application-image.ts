// Builds the example's image with a Docker engine of its own, which ends with this process. Argument: the archive.
import { join } from 'node:path';
import { EXAMPLE, REPOSITORY } from '../../engine/docker/copy';
import { enginePrograms } from '../../engine/docker/engine-programs';
import { startEngine } from '../../engine/docker/engine';
import { undoAll, undoOnSignals } from '../../engine/run/undo';
import { APPLICATION_IMAGE } from './application-image';

async function main(): Promise<void> {
  undoOnSignals(() => Promise.resolve());
  let code = 0;
  try {
    const app = join(REPOSITORY, EXAMPLE, 'app');
    const engine = await startEngine(await enginePrograms(), app);
    const file = join(REPOSITORY, EXAMPLE, 'deploy/docker/backend-1/Dockerfile');
    await engine.docker(['build', '-q', '-f', file, '-t', APPLICATION_IMAGE, app], { timeoutMs: 600_000 });
    await engine.docker(['save', '-o', process.argv[2] ?? '', APPLICATION_IMAGE], { timeoutMs: 300_000 });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    code = 1;
  }
  await undoAll();
  process.exit(code);
}

void main();
