import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { deployFolder, told } from './support';

const REPO = join(__dirname, '..', '..');

/** Exit code and streams of one run as a process. */
function run(deploy: string): Promise<string> {
  const main = join(REPO, 'lib', 'cli', 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'secrets', 'init', deploy], { cwd: REPO });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()));
  return new Promise((done) => child.on('close', (code) => done(`${code}\n${text}`)));
}

test('of runs at the same time one makes everything, and the others say to run again', async () => {
  const deploy = deployFolder();
  const answers = await Promise.all([1, 2, 3].map(() => run(deploy.root)));
  for (const answer of answers) expect(answer).toMatch(/^0\n|^1\nerror: .*run again.*\n$/);
  // Whoever won, what lies there now belongs together.
  await deploy.run({ now: new Date() });
  expect(told(await deploy.run({ now: new Date() }), 'error', 'made', 'written')).toEqual([]);
  deploy.remove();
}, 240_000);
